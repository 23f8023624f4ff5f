package io.ztoq.tenancy;

import io.ztoq.tenancy.rule.TenantRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The warnings of a run in words. */
final class Warnings {

  private final TenantRules rules;
  private final TenantOptions options;
  private final @Nullable TenantRun run;
  private final boolean endedEarly;

  Warnings(TenantRules rules, TenantOptions options, @Nullable TenantRun run, boolean endedEarly) {
    this.rules = rules;
    this.options = options;
    this.run = run;
    this.endedEarly = endedEarly;
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    TenantRun current = run;
    if (current == null) {
      return texts;
    }
    current
        .tenants()
        .differences()
        .forEach(one -> texts.add("W7 %s; left unchanged".formatted(one)));
    current.tenants().oddities().forEach(one -> texts.add("W7 %s; left unchanged".formatted(one)));
    List<TableCursor> cursors =
        current.cursors().values().stream()
            .sorted(Comparator.comparingInt(TableCursor::place))
            .toList();
    for (TableCursor cursor : cursors) {
      PlannedTable table = current.plan().table(cursor.table());
      for (Map.Entry<String, Notes.Note> note : Notes.parse(cursor.warnings()).all().entrySet()) {
        texts.add(text(note.getKey(), note.getValue(), table));
      }
    }
    if (!endedEarly && cursors.stream().allMatch(one -> one.all() == 0)) {
      texts.add(
          "W10 nothing to migrate: every row of %s has its tenant".formatted(tables(current)));
    }
    return texts;
  }

  private static String tables(TenantRun current) {
    return String.join(", ", current.plan().names());
  }

  private String text(String code, Notes.Note note, PlannedTable table) {
    String more = String.join(", ", note.more());
    String followed = table.parents().isEmpty() ? "" : table.parents().get(0).columns().get(0);
    String subject = "%s %d rows of %s".formatted(code, note.count(), table.name());
    String what =
        switch (code) {
          case "W1" -> "have no %s; %s to the tenant '%s'".formatted(followed, go(), fallback());
          case "W2" ->
              "have a %s that is not there; %s to the tenant '%s'"
                  .formatted(followed, go(), fallback());
          case "W3" -> "have a tenant_id that names no tenant; left unchanged";
          case "W4" ->
              "belong to somebody of another tenant than '%s' (%s); they follow their %s"
                  .formatted(fallback(), more, followed);
          case "W5" ->
              "have a %s of another tenant; they follow their %s".formatted(more, followed);
          case "W6" ->
              "have a %s that belongs elsewhere than their %s; they follow their %s"
                  .formatted(more, followed, followed);
          case "W8" -> "are equal in their e-mail but for its case; left as they are";
          case "W11" ->
              "came without a tenant while this ran, %s; their writer must learn to set tenant_id"
                  .formatted(more);
          default -> more;
        };
    String rows = note.rows().isEmpty() ? "" : ": " + String.join(", ", note.rows());
    return subject
        + " "
        + what
        + rows
        + (note.count() > note.rows().size() && !rows.isEmpty() ? ", ..." : "");
  }

  private String go() {
    return options.dryRun() ? "would go" : "went";
  }

  private String fallback() {
    return rules.defaultSlug();
  }
}
