package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationHeader;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.Preflight;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.Scripts;
import io.ztoq.schema.inspect.Finding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an apply would run now, in its order; nothing is run for it. */
public final class SchemaPlan {

  private final SchemaDatabase database;
  private final MigrationSet set;

  public SchemaPlan(SchemaDatabase database, MigrationSet set) {
    this.database = database;
    this.set = set;
  }

  /**
   * One migration that would be applied.
   *
   * @param file where it is
   * @param statements how many
   * @param how one transaction, statement by statement, or in batches
   * @param goesOn it stands half done
   * @param checks queries that must say yes, before and after
   * @param sql the file, empty when nobody asked for it
   */
  public record Step(
      String number,
      String name,
      String file,
      int statements,
      String how,
      boolean goesOn,
      List<String> checks,
      String sql) {

    private Step withoutSql() {
      return new Step(number, name, file, statements, how, goesOn, checks, "");
    }
  }

  /**
   * What would be done.
   *
   * @param version highest applied number now
   * @param leftOut numbers for other environments
   * @param findings what an apply would refuse, and what is dangerous
   */
  public record Result(
      String version, List<Step> steps, List<String> leftOut, List<Finding> findings) {

    /** 0, or 4 when an apply would be refused. */
    public int exitStatus() {
      boolean refused = findings.stream().anyMatch(one -> one.weight() == Weight.CONFLICT);
      return refused ? Weight.CONFLICT.status() : 0;
    }

    /** The same without the statements. */
    public Result withoutSql() {
      return new Result(version, steps.stream().map(Step::withoutSql).toList(), leftOut, findings);
    }
  }

  /**
   * @param state as the engine's status tells it, read on a connection that may not write
   */
  public Result of(SchemaState state) {
    Scripts scripts = new Scripts(database);
    List<Migration> due =
        state.migrations().stream()
            .filter(MigrationState::isDue)
            .flatMap(one -> set.find(one.number()).stream())
            .toList();
    List<Finding> findings = new ArrayList<>();
    refusals(state, due, findings);
    for (Migration one : due) {
      Preflight.refusals(database, scripts, state, one)
          .forEach(why -> findings.add(new Finding("refused", one.number(), why, Weight.CONFLICT)));
    }
    noHistory(state, due, findings);
    due.forEach(one -> findings.addAll(new SchemaLint(database, scripts).of(one)));
    List<Step> steps = due.stream().map(one -> step(one, scripts, isHalfDone(state, one))).toList();
    return new Result(
        state.version(),
        steps,
        state.of(Kind.OTHER_ENVIRONMENT).stream().map(MigrationState::number).toList(),
        findings);
  }

  private static boolean isHalfDone(SchemaState state, Migration migration) {
    return state.of(Kind.HALF_DONE).stream()
        .anyMatch(one -> one.number().equals(migration.number()));
  }

  private static Step step(Migration migration, Scripts scripts, boolean goesOn) {
    MigrationHeader header = migration.header();
    List<String> checks = new ArrayList<>();
    header.before().forEach(one -> checks.add("before: " + one));
    header.after().forEach(one -> checks.add("after: " + one));
    return new Step(
        migration.number(),
        migration.name(),
        migration.up().place(),
        statements(migration, scripts),
        how(header),
        goesOn,
        checks,
        migration.up().text());
  }

  /** 0 for a file that cannot be split, which is a finding. */
  private static int statements(Migration migration, Scripts scripts) {
    try {
      return scripts.split(migration.up()).size();
    } catch (RunStopped unreadable) {
      return 0;
    }
  }

  private void noHistory(SchemaState state, List<Migration> due, List<Finding> findings) {
    boolean nothingApplied = state.version().equals(Numbers.NOTHING);
    if (nothingApplied && !due.isEmpty() && !database.isOther() && database.exists()) {
      int tables = SchemaSnapshot.of(database).tables().size();
      if (tables > 0) {
        findings.add(
            new Finding(
                "no-history",
                database.display(),
                "tables are there (%d), but no history: `ztoq schema status` says which version it is, `ztoq schema baseline` records it"
                    .formatted(tables),
                Weight.NOTE));
      }
    }
  }

  private static String how(MigrationHeader header) {
    if (header.batch() > 0) {
      return "in batches of " + header.batch();
    }
    return header.transactional() ? "in one transaction" : "statement by statement";
  }

  private static void refusals(SchemaState state, List<Migration> due, List<Finding> findings) {
    state
        .of(Kind.CHANGED, Kind.ORPHAN)
        .forEach(
            one ->
                findings.add(
                    new Finding(
                        one.kind() == Kind.ORPHAN ? "orphan" : "checksum",
                        one.number(),
                        "%s %s: %s".formatted(one.number(), one.name(), one.note()),
                        Weight.CONFLICT)));
    Set<String> there =
        state.migrations().stream()
            .filter(MigrationState::isApplied)
            .map(MigrationState::number)
            .collect(Collectors.toSet());
    for (Migration one : due) {
      for (String required : one.header().requires()) {
        if (!there.contains(required)) {
          findings.add(
              new Finding(
                  "requires",
                  one.number(),
                  "%s requires %s, which would not be applied before it"
                      .formatted(one.display(), required),
                  Weight.CONFLICT));
        }
      }
      there.add(one.number());
    }
  }
}
