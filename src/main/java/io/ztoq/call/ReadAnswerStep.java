package io.ztoq.call;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Reads what the HTTP component received and judges it. */
public final class ReadAnswerStep {

  private final AnswerReader reader;
  private final DoorRules rules;

  ReadAnswerStep(AnswerReader reader, DoorRules rules) {
    this.reader = reader;
    this.rules = rules;
  }

  /**
   * @throws IOException when the answer does not arrive whole
   */
  @Handler
  public ApiAnswer read(
      @Variable("apiCall") Call call,
      @Headers Map<String, Object> headers,
      @Body @Nullable InputStream body)
      throws IOException {
    int status = (Integer) headers.getOrDefault("CamelHttpResponseCode", 0);
    call.received(status, 0);
    try (InputStream in = body == null ? InputStream.nullInputStream() : body) {
      return rules.judge(call, reader.read(call, status, remote(headers), in));
    }
  }

  private static Map<String, String> remote(Map<String, Object> headers) {
    return headers.entrySet().stream()
        .filter(header -> !header.getKey().startsWith("Camel"))
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> text(header.getValue()),
                (first, second) -> first,
                TreeMap::new));
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
