package io.ztoq.sandbox.qtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds objects that carry the same mark of their origin: a field "Zephyr Key" on cases and runs,
 * {@code [zephyr:...]} at the end of a description or note, a name on one owner for files.
 */
final class Duplicates {

  private static final Pattern MARKER = Pattern.compile("\\[zephyr:[^\\]]+](?=(</[a-z]+>)?\\s*$)");
  private static final String KEY_FIELD = "Zephyr Key";

  private final QTestState state;

  Duplicates(QTestState state) {
    this.state = state;
  }

  List<String> all() {
    Map<String, Integer> seen = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      for (Item item : state.table(kind).all()) {
        String mark =
            kind == Kind.TEST_CASE || kind == Kind.TEST_RUN || kind == Kind.TEST_SUITE
                ? key(item)
                : marker(item.description);
        count(seen, kind.word(), mark);
      }
    }
    state.logs().forEach(log -> count(seen, "test-logs", marker(log.note())));
    state
        .files()
        .all()
        .forEach(
            file ->
                count(
                    seen,
                    "attachments",
                    file.ownerType() + " " + file.ownerId() + " " + file.name()));
    List<String> duplicates = new ArrayList<>();
    seen.forEach(
        (mark, count) -> {
          if (count > 1) {
            duplicates.add(mark + " exists " + count + " times");
          }
        });
    return duplicates;
  }

  private String key(Item item) {
    for (Field field : state.fields(item.kind.word())) {
      if (field.label.equals(KEY_FIELD)) {
        return item.properties.getOrDefault(field.id, "");
      }
    }
    return "";
  }

  private static String marker(String text) {
    Matcher found = MARKER.matcher(text);
    return found.find() ? found.group() : "";
  }

  private static void count(Map<String, Integer> seen, String kind, String mark) {
    if (!mark.isEmpty()) {
      seen.merge(kind + " " + mark, 1, Integer::sum);
    }
  }
}
