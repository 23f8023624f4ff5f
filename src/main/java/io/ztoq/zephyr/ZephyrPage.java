package io.ztoq.zephyr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * <p>Source: api-contract 1.2; everything but the rows may be missing.
 *
 * @param rows in order
 * @param total rows of the whole list as Zephyr counts them now; null when it does not tell
 * @param isLast null when Zephyr does not tell
 * @param hasNext whether {@code next} was given: true an address, false an explicit null, null no
 *     such key
 * @param nextStartAtId start of the next cursor page; null at the end, or when there was no such
 *     key
 * @param knowsNextId whether the key nextStartAtId was there at all
 * @param startAt row number of the first row, null when Zephyr does not tell
 */
public record ZephyrPage(
    List<Row> rows,
    @Nullable Long total,
    @Nullable Boolean isLast,
    @Nullable Boolean hasNext,
    @Nullable Long nextStartAtId,
    boolean knowsNextId,
    @Nullable Long startAt) {

  private static final List<String> KEYS =
      List.of("values", "startAt", "maxResults", "total", "isLast", "limit", "nextStartAtId");

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * @throws TransientFailure (ZEP-012) when the body is neither an array nor an object with at
   *     least one key of a page: what is no page must not pass for an empty list
   */
  public static ZephyrPage of(ApiAnswer answer) {
    JsonNode json = answer.json();
    if (json == null || !json.isArray() && KEYS.stream().noneMatch(json::has)) {
      throw new TransientFailure(
          "ZEP-012",
          "Zephyr's answer to a list request is not a page; is zephyr.base-url right? Else run the same command again");
    }
    JsonNode total = json.path("total");
    JsonNode isLast = json.path("isLast");
    JsonNode next = json.path("nextStartAtId");
    return new ZephyrPage(
        rows(json.isArray() ? json : json.path("values")),
        total.isNumber() ? Long.valueOf(total.asLong()) : null,
        json.isArray()
            ? Boolean.TRUE
            : isLast.isBoolean() ? Boolean.valueOf(isLast.asBoolean()) : null,
        json.has("next") ? Boolean.valueOf(json.hasNonNull("next")) : null,
        next.isMissingNode() || next.isNull() ? null : Texts.wholeNumber(next.asText()),
        json.has("nextStartAtId"),
        json.path("startAt").isIntegralNumber()
            ? Long.valueOf(json.path("startAt").asLong())
            : null);
  }

  /** Rows at the beginning that are before the one that was asked for: Zephyr likes whole pages. */
  public int early(long asked) {
    return startAt == null ? 0 : (int) (asked - startAt);
  }

  /**
   * A server that ignores where a page shall start would be asked for ever.
   *
   * @param asked row number that was asked for
   * @param isRepeated whether the page is the one before once more
   * @throws RunStopped (ZEP-014) when the page is not the one that was asked for
   */
  public void refuseAnother(String list, long asked, boolean isRepeated) {
    boolean elsewhere = startAt != null && (startAt > asked || startAt + rows.size() <= asked);
    if (!rows.isEmpty() && asked > 0 && (elsewhere || isRepeated)) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "ZEP-014",
          "%s: Zephyr was asked for the page behind row %d and gave %s, so the list would never end; is something between us and Zephyr that drops the query of a request?"
              .formatted(
                  list,
                  asked,
                  elsewhere ? "the one behind row " + startAt : "the page before once more"));
    }
  }

  private static List<Row> rows(JsonNode values) {
    List<Row> rows = new ArrayList<>(values.size());
    if (values.isArray()) {
      values.forEach(value -> rows.add(new Row(value)));
    }
    return rows;
  }

  /**
   * The rows of a page byte by byte as they came (1.10 stays 1.10), in the order of {@link #rows}.
   */
  public static List<String> texts(ApiAnswer answer) {
    try (JsonParser parser = FACTORY.createParser(answer.body())) {
      JsonToken first = parser.nextToken();
      return first == JsonToken.START_ARRAY
          ? texts(parser, answer.body())
          : textsBelow(parser, answer.body());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** When a name is there twice, the last one counts, as in the tree. */
  private static List<String> textsBelow(JsonParser parser, byte[] body) throws IOException {
    List<String> texts = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("values") && value == JsonToken.START_ARRAY) {
        texts = texts(parser, body);
      } else {
        parser.skipChildren();
      }
    }
    return texts;
  }

  private static List<String> texts(JsonParser parser, byte[] body) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getByteOffset();
      texts.add(new String(body, start, end - start, StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** One row of a page. */
  public record Row(JsonNode json) {

    /**
     * @throws io.ztoq.failure.RecordRejected (ZEP-010) when it is not a JSON object
     */
    public ZephyrObject object() {
      return ZephyrObject.of(json);
    }

    /** Number of a row that is unreadable otherwise, null when it has none. */
    public @Nullable Long id() {
      return json.isObject() ? ZephyrObject.of(json).number("id") : null;
    }

    /** Key of a row that is unreadable otherwise, null when it has none. */
    public @Nullable String key() {
      return json.isObject() ? ZephyrObject.of(json).text("key") : null;
    }
  }
}
