package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.Scripts.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds before the first change what would stop a command in its middle. */
public final class Preflight {

  private final SchemaState state;
  private final Scripts scripts;

  Preflight(SchemaState state, Scripts scripts) {
    this.state = state;
    this.scripts = scripts;
  }

  /**
   * @throws RunStopped (SCH-007, SCH-008, exit code 4) when files and rows contradict each other
   */
  static void refuseContradictions(SchemaState state) {
    List<MigrationState> orphans = state.of(Kind.ORPHAN);
    if (!orphans.isEmpty()) {
      throw SchemaFailures.conflict(
          "SCH-008",
          "%s is applied in %s but has no file in %s; use the newer set of migrations, or put the file back"
              .formatted(named(orphans), state.database(), state.place()));
    }
    List<MigrationState> changed = state.of(Kind.CHANGED);
    if (!changed.isEmpty()) {
      throw SchemaFailures.conflict(
          "SCH-007",
          "%s was changed after it was applied; put the file back and write a new migration, or `ztoq schema repair`"
              .formatted(named(changed)));
    }
  }

  /** Why an apply would refuse a file, or cannot go on with it, in words; never writes. */
  public static List<String> refusals(
      SchemaDatabase database, Scripts scripts, SchemaState state, Migration migration) {
    List<String> problems = new ArrayList<>();
    try {
      new Preflight(state, scripts).checkForm(migration, problems);
      if (database.exists()) {
        HalfDone.of(database).checkApply(migration);
      }
    } catch (RunStopped problem) {
      problems.add(String.valueOf(problem.getMessage()));
    }
    return problems;
  }

  /**
   * @param due in the order in which they are applied
   * @throws RunStopped (SCH-009, SCH-012, exit code 4; SCH-013, exit code 2)
   */
  void checkApply(List<Migration> due, HalfDone halfDone) {
    Set<String> there = new HashSet<>();
    state.migrations().stream()
        .filter(MigrationState::isApplied)
        .forEach(one -> there.add(one.number()));
    List<String> problems = new ArrayList<>();
    for (Migration migration : due) {
      for (String required : migration.header().requires()) {
        if (!there.contains(required)) {
          throw SchemaFailures.conflict(
              "SCH-009",
              "%s requires %s, which is not applied%s; nothing was done"
                  .formatted(migration.display(), required, why(required)));
        }
      }
      there.add(migration.number());
      halfDone.checkApply(migration);
      checkForm(migration, problems);
    }
    if (!problems.isEmpty()) {
      throw SchemaFailures.usage("SCH-013", "nothing was done: " + String.join("\n  ", problems));
    }
  }

  /**
   * @throws RunStopped (SCH-015, SCH-013, exit code 2) when one of them cannot be taken back
   */
  void checkRollback(List<Migration> going) {
    List<String> problems = new ArrayList<>();
    for (Migration migration : going) {
      SqlFile down = migration.down();
      if (down == null) {
        throw SchemaFailures.usage(
            "SCH-015",
            "%s has no rollback file, nothing was done; write %s"
                .formatted(migration.display(), migration.up().name().replaceFirst("^V", "U")));
      }
      if (migration.isIrreversible()) {
        throw SchemaFailures.usage(
            "SCH-015",
            "%s cannot be taken back, its U file says 'rollback: none'; nothing was done"
                .formatted(migration.display()));
      }
      checkStatements(down, migration.downTransactional(), problems);
    }
    if (!problems.isEmpty()) {
      throw SchemaFailures.usage("SCH-013", "nothing was done: " + String.join("\n  ", problems));
    }
  }

  private String why(String required) {
    return state
        .find(required)
        .map(one -> " (%s)".formatted(one.note().isEmpty() ? one.kind().word() : one.note()))
        .orElse("");
  }

  /**
   * Why the U file of a migration would take nothing back though nobody says so, or the reverse.
   */
  public static Optional<String> emptyRollback(Scripts scripts, Migration migration) {
    SqlFile down = migration.down();
    if (down == null) {
      return Optional.empty();
    }
    boolean empty = isEmpty(scripts, down);
    if (empty && !migration.isIrreversible()) {
      return Optional.of(
          "%s: holds no statement, so %s could not be taken back; write what takes it back, or '-- rollback: none' as its first line"
              .formatted(down.place(), migration.display()));
    }
    return !empty && migration.isIrreversible()
        ? Optional.of("%s: says 'rollback: none', but holds statements".formatted(down.place()))
        : Optional.empty();
  }

  /** What cannot be split is no reason to refuse an apply; a rollback tells it. */
  private static boolean isEmpty(Scripts scripts, SqlFile file) {
    try {
      return scripts.split(file).isEmpty();
    } catch (RunStopped unreadable) {
      return false;
    }
  }

  private void checkForm(Migration migration, List<String> problems) {
    emptyRollback(scripts, migration).ifPresent(problems::add);
    List<Statement> statements =
        checkStatements(migration.up(), migration.header().transactional(), problems);
    int batch = migration.header().batch();
    if (batch == 0) {
      return;
    }
    String place = migration.up().place();
    if (statements.size() != 1
        || !Scripts.verb(statements.get(0)).matches("UPDATE|DELETE|INSERT|WITH")) {
      problems.add(
          "%s: 'batch' needs exactly one UPDATE, DELETE or INSERT ... SELECT".formatted(place));
    } else if (!Pattern.compile("(?i)\\bLIMIT\\s+" + batch + "\\b")
        .matcher(statements.get(0).text())
        .find()) {
      problems.add(
          "%s: 'batch: %d' needs a statement with LIMIT %d in it, for example WHERE id IN (SELECT id ... LIMIT %d)"
              .formatted(place, batch, batch, batch));
    }
  }

  private List<Statement> checkStatements(
      SqlFile file, boolean transactional, List<String> problems) {
    List<Statement> statements = scripts.split(file);
    if (statements.isEmpty()) {
      problems.add("%s: holds no statement".formatted(file.place()));
    }
    for (Statement statement : statements) {
      String where = "%s:%d: ".formatted(file.place(), statement.line());
      if (statement.isControl()) {
        problems.add(
            where
                + "'%s' is left to ztoq, which has each migration in one transaction; remove it"
                    .formatted(statement.shortly()));
      } else if (transactional && !statement.inTransaction()) {
        problems.add(
            where
                + "'%s' cannot run in a transaction; put it into a migration of its own that begins with '-- transaction: none'"
                    .formatted(statement.shortly()));
      }
    }
    return statements;
  }

  private static String named(List<MigrationState> states) {
    return String.join(
        ", ", states.stream().map(one -> (one.number() + " " + one.name()).strip()).toList());
  }
}
