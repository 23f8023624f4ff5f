package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.Preflight;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.Scripts;
import io.ztoq.schema.Scripts.Statement;
import io.ztoq.schema.SqlFile;
import io.ztoq.schema.inspect.Finding.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds dangerous statements in migrations, without a database. A comment line {@code -- lint-allow
 * RULE why} before a statement lets it pass.
 */
public final class SchemaLint {

  private static final Pattern CREATED =
      Pattern.compile(
          "(?s)create (?:(?:global |local )?temp(?:orary)? |unlogged )?table (?:if not exists )?([^ (]+).*");
  private static final Pattern ALLOWED = Pattern.compile("--\\s*lint-allow\\s+([a-z-]+)");

  private final SchemaDatabase database;
  private final Scripts scripts;

  /**
   * @param database only its kind matters, it is not opened
   */
  public SchemaLint(SchemaDatabase database, Scripts scripts) {
    this.database = database;
    this.scripts = scripts;
  }

  /** All findings, in the order of the files. */
  public List<LintFinding> all(MigrationSet set) {
    return set.all().stream().flatMap(one -> lint(one).stream()).toList();
  }

  List<Finding> of(Migration migration) {
    return lint(migration).stream().map(LintFinding::asFinding).toList();
  }

  private List<LintFinding> lint(Migration migration) {
    List<LintFinding> found = new ArrayList<>();
    file(migration.up(), true, migration.header().transactional(), found);
    SqlFile down = migration.down();
    if (down == null) {
      found.add(
          new LintFinding(
              "missing-rollback",
              migration.up().place(),
              0,
              "",
              "it cannot be taken back",
              "write %s".formatted(migration.up().name().replaceFirst("^V", "U")),
              Weight.WARNING));
    } else {
      file(down, false, migration.downTransactional(), found);
      Preflight.emptyRollback(scripts, migration)
          .ifPresent(
              why ->
                  found.add(
                      new LintFinding(
                          "empty-rollback",
                          down.place(),
                          0,
                          "",
                          why,
                          "the statements that take it back, in reverse order",
                          Weight.ERROR)));
    }
    return found;
  }

  private void file(SqlFile file, boolean forward, boolean transactional, List<LintFinding> found) {
    Set<String> fresh = new HashSet<>();
    for (Statement statement : statements(file, found)) {
      String bare = SqlText.bare(statement.bare()).replaceFirst(";$", "");
      List<LintFinding> here = new ArrayList<>();
      structure(file, statement, transactional, here);
      for (LintRule rule : LintRule.ALL_RULES) {
        if (rule.isFor(database.vendor(), forward) && rule.hits(bare, fresh)) {
          here.add(finding(rule, file, statement));
        }
      }
      Set<String> allowed = allowed(statement);
      here.stream().filter(one -> !allowed.contains(one.rule())).forEach(found::add);
      Matcher created = CREATED.matcher(bare);
      if (created.matches()) {
        fresh.add(created.group(1));
      }
    }
  }

  /** None of a file that cannot be split, which is a finding. */
  private List<Statement> statements(SqlFile file, List<LintFinding> found) {
    try {
      return scripts.split(file);
    } catch (RunStopped problem) {
      found.add(
          new LintFinding(
              "unreadable",
              file.place(),
              0,
              "",
              String.valueOf(problem.getMessage()),
              "end each statement with a semicolon, and leave BEGIN and COMMIT out",
              Weight.ERROR));
      return List.of();
    }
  }

  private static Set<String> allowed(Statement statement) {
    Set<String> allowed = new HashSet<>();
    ALLOWED.matcher(statement.text()).results().forEach(one -> allowed.add(one.group(1)));
    return allowed;
  }

  private static LintFinding finding(LintRule rule, SqlFile file, Statement statement) {
    return new LintFinding(
        rule.name(),
        file.place(),
        statement.line(),
        statement.shortly(),
        rule.why(),
        rule.rewrite(),
        rule.weight());
  }

  private static void structure(
      SqlFile file, Statement statement, boolean transactional, List<LintFinding> found) {
    if (statement.isControl()) {
      found.add(
          new LintFinding(
              "transaction-control",
              file.place(),
              statement.line(),
              statement.shortly(),
              "the engine begins and ends the transaction; an own COMMIT leaves half a migration behind",
              "without it; '-- transaction: none' at the top when statements must stand alone",
              Weight.ERROR));
    } else if (!statement.inTransaction() && transactional) {
      found.add(
          new LintFinding(
              "needs-no-transaction",
              file.place(),
              statement.line(),
              statement.shortly(),
              "it cannot run in a transaction",
              "'-- transaction: none' at the top, in a migration of its own",
              Weight.ERROR));
    }
  }
}
