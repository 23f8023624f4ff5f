package io.ztoq.zephyr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ztoq.failure.TransientFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The rows are slices of the answer, byte by byte as they came (1.10 stays
 * 1.10).
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
 */
public record ZephyrPage(
    List<Row> rows,
    @Nullable Long total,
    @Nullable Boolean isLast,
    @Nullable Boolean hasNext,
    @Nullable Long nextStartAtId,
    boolean knowsNextId) {

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * @throws TransientFailure (ZEP-012) when the body is not a JSON object or array
   */
  public static ZephyrPage parse(byte[] body) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        return new ZephyrPage(rows(parser, body), null, true, null, null, false);
      }
      if (first != JsonToken.START_OBJECT) {
        throw notAPage(null);
      }
      return page(parser, body);
    } catch (IOException problem) {
      throw notAPage(problem);
    }
  }

  private static ZephyrPage page(JsonParser parser, byte[] body) throws IOException {
    Reader found = new Reader();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "values" ->
            found.rows = value == JsonToken.START_ARRAY ? rows(parser, body) : found.rows;
        case "total" ->
            found.total = value.isNumeric() ? Long.valueOf(parser.getLongValue()) : null;
        case "isLast" ->
            found.isLast = value.isBoolean() ? Boolean.valueOf(parser.getBooleanValue()) : null;
        case "next" -> found.hasNext = value != JsonToken.VALUE_NULL;
        case "nextStartAtId" -> {
          found.knowsNextId = true;
          found.nextStartAtId =
              value == JsonToken.VALUE_NULL ? null : Texts.wholeNumber(parser.getText());
        }
        default -> parser.skipChildren();
      }
    }
    return new ZephyrPage(
        found.rows,
        found.total,
        found.isLast,
        found.hasNext,
        found.nextStartAtId,
        found.knowsNextId);
  }

  private static List<Row> rows(JsonParser parser, byte[] body) throws IOException {
    List<Row> rows = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      rows.add(new Row(body, start, (int) parser.currentLocation().getByteOffset()));
    }
    return rows;
  }

  private static TransientFailure notAPage(@Nullable IOException cause) {
    return new TransientFailure(
        "ZEP-012",
        "Zephyr's answer to a list request is not a page; is zephyr.base-url right? Else run the same command again",
        cause);
  }

  /** The bytes of one row within the answer. */
  public record Row(byte[] answer, int start, int end) {

    /** JSON as it came. */
    public String text() {
      return new String(answer, start, end - start, StandardCharsets.UTF_8);
    }

    /**
     * @throws io.ztoq.failure.RecordRejected (ZEP-010) when it is not a JSON object
     */
    public ZephyrObject object() {
      return ZephyrObject.parse(answer, start, end - start);
    }
  }

  private static final class Reader {
    private List<Row> rows = List.of();
    private @Nullable Long total;
    private @Nullable Boolean isLast;
    private @Nullable Boolean hasNext;
    private @Nullable Long nextStartAtId;
    private boolean knowsNextId;
  }
}
