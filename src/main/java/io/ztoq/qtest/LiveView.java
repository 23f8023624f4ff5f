package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of an object counts when two states of it are compared: the same view is taken of our
 * requests and of qTest's answers, so that times in another zone, another order of properties or
 * fields that are none of ours make no difference. The parent does not count: moves are compared by
 * themselves.
 */
public final class LiveView {

  private final Map<Long, QTestField> ours;

  /**
   * @param ours fields that we write, the only properties that count
   */
  public LiveView(Iterable<QTestField> ours) {
    this.ours = new TreeMap<>();
    ours.forEach(field -> this.ours.put(field.id(), field));
  }

  /**
   * Lower-case hex SHA-256 of what qTest shows, to see later whether somebody else changed it. The
   * text of a call step does not count: qTest may show the name of the called case there.
   */
  public String digest(JsonNode live) {
    return sha256(QTestJson.write(view(live, false)));
  }

  /**
   * Whether {@code live} shows everything that {@code request} says; may be false when qTest
   * rewrites our texts.
   */
  public boolean shows(JsonNode live, JsonNode request) {
    return view(live, true).equals(view(request, true));
  }

  private ObjectNode view(JsonNode object, boolean callTexts) {
    ObjectNode view = QTestJson.object();
    for (String name :
        new String[] {"name", "description", "precondition", "note", "build_number"}) {
      putText(view, name, object.path(name));
    }
    putInstant(view, "exe_start_date", object.path("exe_start_date"));
    putInstant(view, "exe_end_date", object.path("exe_end_date"));
    view.put("status", object.path("status").path("id").asLong(0));
    view.set("properties", properties(object.path("properties")));
    view.set("steps", steps(object.path("test_steps"), callTexts));
    view.set("stepLogs", stepLogs(object.path("test_step_logs")));
    return view;
  }

  private static void putText(ObjectNode view, String name, JsonNode text) {
    view.put(name, text.isNull() ? "" : text.asText("").replace("\r\n", "\n").strip());
  }

  private static void putInstant(ObjectNode view, String name, JsonNode time) {
    view.put(name, instant(time.asText("")));
  }

  /**
   * Seconds since 1970, since answers come without milliseconds; the text itself where it is no
   * time.
   */
  private static String instant(String time) {
    try {
      return Long.toString(OffsetDateTime.parse(time).toEpochSecond());
    } catch (DateTimeParseException other) {
      return time;
    }
  }

  private ObjectNode properties(JsonNode properties) {
    Map<Long, String> values = new TreeMap<>();
    for (JsonNode property : properties) {
      QTestField field = ours.get(property.path("field_id").asLong());
      String value =
          property.path("field_value").isNull()
              ? ""
              : property.path("field_value").asText("").strip();
      if (field != null && !value.isEmpty() && !value.equals("[]")) {
        values.put(field.id(), comparable(field, value));
      }
    }
    ObjectNode view = QTestJson.object();
    values.forEach((id, value) -> view.put(Long.toString(id), value));
    return view;
  }

  private static String comparable(QTestField field, String value) {
    if (field.isDate()) {
      return instant(value);
    }
    if (field.isMulti() || field.multiple()) {
      return Arrays.stream(value.replace("[", "").replace("]", "").split(",", -1))
          .map(String::strip)
          .sorted()
          .collect(Collectors.joining(","));
    }
    return value.replace("\r\n", "\n");
  }

  private static ArrayNode steps(JsonNode steps, boolean callTexts) {
    ArrayNode view = QTestJson.array();
    for (JsonNode step : DesignBodies.own(steps)) {
      long called = step.path("called_test_case_id").asLong(0);
      ObjectNode one = view.addObject().put("called", called);
      if (called == 0 || callTexts) {
        putText(one, "description", step.path("description"));
        putText(one, "expected", step.path("expected"));
      }
    }
    return view;
  }

  private static ArrayNode stepLogs(JsonNode stepLogs) {
    ArrayNode view = QTestJson.array();
    for (JsonNode stepLog : stepLogs) {
      ObjectNode one = view.addObject();
      one.put("status", stepLog.path("status").path("id").asLong(0));
      putText(one, "actual_result", stepLog.path("actual_result"));
    }
    return view;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether {@code text} ends with {@code marker}, whatever tags or blanks qTest put around it. */
  public static boolean endsWith(@Nullable String text, String marker) {
    if (text == null) {
      return false;
    }
    String rest = text;
    while (true) {
      String shorter = rest.strip().replaceFirst("(?s)(</?[a-zA-Z][^<>]*>|&nbsp;)\\z", "");
      if (shorter.equals(rest)) {
        return rest.endsWith(marker);
      }
      rest = shorter;
    }
  }
}
