package io.ztoq.qtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON as qTest speaks it; answers are read leniently, only what is needed must be there. */
public final class QTestJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private QTestJson() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A document of this package from its text in the ledger. */
  public static <T> T document(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(
          "the ledger holds a document that is not a " + type.getSimpleName(), problem);
    }
  }

  public static JsonNode tree(String json) {
    return document(json, JsonNode.class);
  }

  /** The whole body as JSON; empty when it is not JSON or was cut short. */
  public static Optional<JsonNode> body(ApiAnswer answer) {
    return Optional.ofNullable(answer.json());
  }

  /**
   * Rows of a list answer, which is a bare array or a page with {@code items} (api-contract 2.2).
   */
  public static List<JsonNode> rows(JsonNode body) {
    List<JsonNode> rows = new ArrayList<>();
    (body.isArray() ? body : body.path("items")).forEach(rows::add);
    return rows;
  }

  /** What qTest says is wrong, on one line and without secrets; see {@link ErrorText}. */
  public static String complaint(ApiAnswer answer) {
    return ErrorText.of(answer);
  }
}
