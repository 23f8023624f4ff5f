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
    current.lacks().ifPresent(one -> texts.add("W12 a live run would stop: " + one));
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
        texts.add(
            text(note.getKey(), note.getValue(), table) + consequence(note.getKey(), current));
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

  /** W6 is about rows, whoever owns them; with one tenant nothing can be at odds. */
  private static String consequence(String code, TenantRun current) {
    return code.equals("W6") && current.tenants().isOneOnly()
        ? " (there is only one tenant, so both are of it)"
        : "";
  }

  private String text(String code, Notes.Note note, PlannedTable table) {
    String subject = "%s %s of %s".formatted(code, Counted.rows(note.count()), table.name());
    String rows = note.rows().isEmpty() ? "" : ": " + String.join(", ", note.rows());
    return subject
        + " "
        + what(code, note, table)
        + rows
        + (note.count() > note.rows().size() && !rows.isEmpty() ? ", ..." : "");
  }

  private String what(String code, Notes.Note note, PlannedTable table) {
    String more = String.join(", ", note.more());
    String followed = table.parents().isEmpty() ? "" : table.parents().get(0).columns().get(0);
    boolean one = note.count() == 1;
    String have = one ? "has" : "have";
    String refer = one ? "refers" : "refer";
    String their = one ? "its" : "their";
    String follow = (one ? "it follows its " : "they follow their ") + followed;
    return switch (code) {
      case "W1" -> "%s no %s; %s to the tenant '%s'".formatted(have, followed, go(), fallback());
      case "W2" ->
          "%s a %s that is not there; %s to the tenant '%s'"
              .formatted(have, followed, go(), fallback());
      case "W3" -> have + " a tenant_id that names no tenant; left unchanged";
      case "W4" ->
          "%s to somebody of another tenant than '%s' (%s); %s"
              .formatted(one ? "belongs" : "belong", fallback(), more, follow);
      case "W5" -> "%s in %s to a row of another tenant; %s".formatted(refer, more, follow);
      case "W6" ->
          "%s in %s to a row that belongs elsewhere than %s %s; %s"
              .formatted(refer, more, their, followed, follow);
      case "W8" -> "are equal in their e-mail but for its case; left as they are";
      case "W11" ->
          "came without a tenant while this ran, %s; %s writer must learn to set tenant_id"
              .formatted(more, their);
      default -> more;
    };
  }

  private String go() {
    return options.dryRun() ? "would go" : "went";
  }

  private String fallback() {
    return rules.defaultSlug();
  }
}
