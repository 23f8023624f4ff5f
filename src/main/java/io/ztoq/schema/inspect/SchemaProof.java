package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.inspect.Finding.Weight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves migrations by doing: on a scratch database each is applied, taken back, compared with
 * before, applied again and compared with the first time; at the end all together. Compared are the
 * schema and all rows.
 */
public final class SchemaProof {

  private final MigrationSet set;
  private final EngineOptions options;
  private final SchemaDatabase like;
  private final boolean apart;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> proven = new ArrayList<>();

  /**
   * @param like on whose server the scratch database is made
   * @param apart it is a server without real data, everything may be tried there
   */
  public SchemaProof(SchemaDatabase like, boolean apart, MigrationSet set, EngineOptions options) {
    this.like = like;
    this.apart = apart;
    this.set = set;
    this.options = options;
  }

  /**
   * What was found.
   *
   * @param proven numbers that went up, down and up again with the same result
   * @param tables in the end
   * @param rows in the end, of all tables
   * @param fingerprint in the end
   */
  public record Result(
      List<String> proven, int tables, long rows, String fingerprint, List<Finding> findings) {

    /** 0 when everything is proven, 1 otherwise. */
    public int exitStatus() {
      return findings.stream().mapToInt(one -> one.weight().status()).max().orElse(0);
    }
  }

  /**
   * @throws RunStopped (SCH-101) when there is no scratch database, (SCH-102) when a file reaches
   *     beyond it
   */
  public Result prove() {
    if (!apart) {
      ScratchRun.refuseWhatReachesOut(set.all());
    }
    try (ScratchDatabase scratch = ScratchDatabase.like(like)) {
      SchemaEngine engine = new SchemaEngine(scratch.database(), set, options);
      Seen first = new Seen(scratch.database(), null);
      Seen last = each(engine, scratch.database(), first);
      boolean whole = findings.stream().noneMatch(one -> one.weight() != Weight.NOTE);
      if (whole) {
        together(engine, scratch.database(), first, last);
      }
      return new Result(
          List.copyOf(proven),
          last.snapshot.tables().size(),
          last.snapshot.tables().stream().mapToLong(last.contents::rows).sum(),
          last.snapshot.fingerprint(),
          List.copyOf(findings));
    } catch (SQLException problem) {
      throw InspectFailures.unread("a scratch database", problem);
    }
  }

  private Seen each(SchemaEngine engine, SchemaDatabase scratch, Seen first) throws SQLException {
    Seen before = first;
    for (Migration migration : set.all()) {
      if (!migration.header().isFor(options.environment())) {
        note(migration, "env", "is for another environment and was not looked at", Weight.NOTE);
        continue;
      }
      try {
        engine.apply(migration);
      } catch (RunStopped problem) {
        note(migration, "apply", String.valueOf(problem.getMessage()), Weight.ERROR);
        return before;
      }
      Seen after = new Seen(scratch, first);
      before = downAndUp(engine, scratch, migration, new Round(first, before, after));
    }
    return before;
  }

  /** Before and after the first time. */
  private record Round(Seen first, Seen before, Seen after) {}

  private Seen downAndUp(
      SchemaEngine engine, SchemaDatabase scratch, Migration migration, Round round)
      throws SQLException {
    if (migration.down() == null) {
      note(migration, "missing-file", "has no U file, so it cannot be taken back", Weight.ERROR);
      return round.after();
    }
    int known = problems();
    try {
      engine.rollback(migration, losses -> true);
    } catch (RunStopped problem) {
      note(migration, "rollback", String.valueOf(problem.getMessage()), Weight.ERROR);
      return round.after();
    }
    compare(
        migration.number(), new Seen(scratch, round.first()), round.before(), "after its rollback");
    try {
      engine.apply(migration);
    } catch (RunStopped problem) {
      note(
          migration,
          "apply",
          "cannot be applied a second time: " + problem.getMessage(),
          Weight.ERROR);
      return round.after();
    }
    Seen again = new Seen(scratch, round.first());
    compare(migration.number(), again, round.after(), "after the second time");
    if (problems() == known) {
      proven.add(migration.number());
    }
    return again;
  }

  private void together(SchemaEngine engine, SchemaDatabase scratch, Seen first, Seen last)
      throws SQLException {
    try {
      engine.rollbackTo(Numbers.NOTHING, losses -> true);
      compare(Numbers.NOTHING, new Seen(scratch, first), first, "after the rollback of all");
      engine.applyAll();
      compare("all", new Seen(scratch, first), last, "after all were applied again");
    } catch (RunStopped problem) {
      findings.add(
          new Finding("rollback", "all", String.valueOf(problem.getMessage()), Weight.ERROR));
    }
  }

  private int problems() {
    return (int) findings.stream().filter(one -> one.weight() != Weight.NOTE).count();
  }

  private void compare(String number, Seen found, Seen expected, String when) {
    for (Difference one : found.snapshot.differences(expected.snapshot)) {
      findings.add(
          new Finding("schema", number, "%s: %s".formatted(when, one.inWords()), Weight.ERROR));
    }
    findings.addAll(found.contents.differences(expected.contents, number, when));
  }

  private void note(Migration migration, String kind, String message, Weight weight) {
    findings.add(
        new Finding(kind, migration.number(), migration.display() + " " + message, weight));
  }

  /** Schema and rows at one moment. */
  private static final class Seen {

    private final SchemaSnapshot snapshot;
    private final TableContents contents;
    private final String since;

    /**
     * @param first when the proof began, null for itself
     */
    Seen(SchemaDatabase database, @Nullable Seen first) throws SQLException {
      try (Connection connection = database.open()) {
        since = first == null ? TableContents.clock(connection) : first.since;
        snapshot = SchemaSnapshot.ofAll(connection);
        contents = TableContents.of(connection, snapshot, since);
        connection.rollback();
      }
    }
  }
}
