package io.ztoq.validate;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.Finding.Severity;
import io.ztoq.store.GateQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of a folder, all files in the order of their names. */
public final class GateRules {

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "phase",
          "severity",
          "scope",
          "sentence",
          "sql",
          "sql-postgresql",
          "sql-sqlite",
          "stops");
  private static final Set<String> PHASES = Set.of("extract", "transform", "load", "validate");

  private final List<String> problems = new ArrayList<>();
  private final List<GateRule> rules = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private GateRules() {}

  /**
   * @param folder with {@code *.yaml}
   * @throws RunStopped (VAL-001) with all problems of all files, each with file, line and key
   */
  public static List<GateRule> load(Path folder) {
    GateRules loading = new GateRules();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .forEach(loading::read);
    } catch (IOException unreadable) {
      loading.problems.add(
          "%s cannot be read: %s".formatted(folder, unreadable.getClass().getSimpleName()));
    }
    if (!loading.problems.isEmpty()) {
      throw new RunStopped(
          ExitCode.USAGE,
          "VAL-001",
          "the validation rules have %d problem(s); correct them, docs/validation.md shows a rule:%n  %s"
              .formatted(
                  loading.problems.size(),
                  String.join(System.lineSeparator() + "  ", loading.problems)));
    }
    return List.copyOf(loading.rules);
  }

  private void read(Path path) {
    RuleFile file = new RuleFile(path, problems);
    for (RuleFile.Entry entry : file.entries()) {
      int before = problems.size();
      check(file, entry);
      if (problems.size() == before) {
        rules.add(rule(path, entry));
      }
    }
  }

  private void check(RuleFile file, RuleFile.Entry entry) {
    for (String key : entry.values().keySet()) {
      if (!KEYS.contains(key)) {
        file.problem(
            entry.lineOf(key),
            "unknown key '%s', known: %s".formatted(key, KEYS.stream().sorted().toList()));
      }
    }
    for (String key : List.of("id", "phase", "severity", "scope", "sentence")) {
      if (entry.value(key).isEmpty()) {
        file.problem(entry.line(), "the rule has no '" + key + "'");
      }
    }
    checkId(file, entry);
    oneOf(file, entry, "phase", PHASES);
    oneOf(file, entry, "severity", Set.of("info", "warning", "error"));
    oneOf(file, entry, "stops", Set.of("true", "false"));
    checkQueries(file, entry);
  }

  private void checkId(RuleFile file, RuleFile.Entry entry) {
    String id = entry.value("id");
    if (id.startsWith("VAL-")) {
      file.problem(
          entry.lineOf("id"), "id '" + id + "': ids with VAL- belong to the live validation");
    } else if (!id.isEmpty() && !ids.add(id)) {
      file.problem(entry.lineOf("id"), "id '" + id + "' is used twice");
    }
  }

  private static void oneOf(RuleFile file, RuleFile.Entry entry, String key, Set<String> words) {
    String value = entry.value(key);
    if (!value.isEmpty() && !words.contains(value.toLowerCase(Locale.ROOT))) {
      file.problem(
          entry.lineOf(key),
          "%s is '%s', known: %s".formatted(key, value, words.stream().sorted().toList()));
    }
  }

  private static void checkQueries(RuleFile file, RuleFile.Entry entry) {
    boolean variantsOnly =
        !entry.value("sql-postgresql").isEmpty() && !entry.value("sql-sqlite").isEmpty();
    if (entry.value("sql").isEmpty() && !variantsOnly) {
      file.problem(
          entry.line(), "the rule has no 'sql' (or both 'sql-postgresql' and 'sql-sqlite')");
    }
    for (String key : List.of("sql", "sql-postgresql", "sql-sqlite")) {
      String sql = entry.value(key);
      if (!sql.isEmpty() && !sql.toLowerCase(Locale.ROOT).matches("(?s)(select|with)\\b.*")) {
        file.problem(entry.lineOf(key), "'" + key + "' must be one SELECT");
      }
      for (String name : GateQueries.unknownNames(sql)) {
        file.problem(
            entry.lineOf(key), "'%s' binds :%s, known: :projectKey, :runId".formatted(key, name));
      }
    }
  }

  private static GateRule rule(Path path, RuleFile.Entry entry) {
    Map<String, String> variants = new HashMap<>();
    for (String database : List.of("postgresql", "sqlite")) {
      if (!entry.value("sql-" + database).isEmpty()) {
        variants.put(database, entry.value("sql-" + database));
      }
    }
    return new GateRule(
        entry.value("id"),
        entry.value("phase").toLowerCase(Locale.ROOT),
        Severity.valueOf(entry.value("severity").toUpperCase(Locale.ROOT)),
        entry.value("scope"),
        entry.value("sentence"),
        entry.value("sql"),
        variants,
        Boolean.parseBoolean(entry.value("stops")),
        path + ":" + entry.line());
  }
}
