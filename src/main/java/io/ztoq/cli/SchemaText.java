package io.ztoq.cli;

import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.SchemaState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A status as text, in the shape that users of the guide know, and as JSON. */
final class SchemaText {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String RULE = "=".repeat(50);

  private final SchemaState state;
  private final SchemaState shown;

  /**
   * @param only number of the one migration to show, null for all
   */
  SchemaText(SchemaState state, @Nullable String only) {
    this.state = state;
    this.shown =
        only == null
            ? state
            : new SchemaState(
                state.database(),
                state.place(),
                state.migrations().stream().filter(one -> one.number().equals(only)).toList(),
                state.tidy());
  }

  int exitStatus() {
    return shown.exitStatus();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("Migrations of %s in %s (UTC)".formatted(state.place(), state.database()));
    lines.add(RULE);
    shown.migrations().forEach(one -> lines.add(line(one)));
    if (shown.migrations().isEmpty()) {
      lines.add(
          "no migration in %s; `ztoq schema new NAME` makes the first".formatted(state.place()));
    }
    lines.add(RULE);
    lines.add("Summary: " + summary());
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static String line(MigrationState one) {
    String when = one.appliedAt() == null ? "" : " (%s)".formatted(seconds(one.appliedAt()));
    if (one.kind() == Kind.ROLLED_BACK && one.rolledBackAt() != null) {
      when = " (%s)".formatted(seconds(one.rolledBackAt()));
    }
    String note = one.note().isEmpty() ? "" : " - " + one.note();
    return "%s: %-30s %s%s%s".formatted(one.number(), one.name(), one.kind().word(), when, note);
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    parts.add("%d applied".formatted(shown.of(Kind.APPLIED, Kind.CHANGED).size()));
    parts.add("%d pending".formatted(shown.of(Kind.PENDING, Kind.ROLLED_BACK).size()));
    add(parts, "half done", Kind.HALF_DONE);
    add(parts, "changed", Kind.CHANGED);
    add(parts, "without a file", Kind.ORPHAN);
    add(parts, "left out", Kind.OTHER_ENVIRONMENT);
    parts.add("%d total".formatted(shown.migrations().size()));
    return String.join(", ", parts);
  }

  private void add(List<String> parts, String words, Kind kind) {
    int count = shown.of(kind).size();
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  /**
   * @param detected what a schema without a history is, null when there is nothing to say
   */
  String json(@Nullable Object detected) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("database", state.database());
    value.put("migrations", state.place());
    value.put("version", state.version());
    value.put("exitStatus", exitStatus());
    value.put(
        "status",
        shown.migrations().stream()
            .map(
                one -> {
                  Map<String, Object> line = new LinkedHashMap<>();
                  line.put("number", one.number());
                  line.put("name", one.name());
                  line.put("state", one.kind().name().toLowerCase(java.util.Locale.ROOT));
                  line.put("appliedAt", one.appliedAt());
                  line.put("rolledBackAt", one.rolledBackAt());
                  line.put("note", one.note());
                  return line;
                })
            .toList());
    if (detected != null) {
      value.put("detected", detected);
    }
    return Table.json(value);
  }

  static String seconds(@Nullable Instant instant) {
    return instant == null ? "" : SECONDS.format(instant);
  }
}
