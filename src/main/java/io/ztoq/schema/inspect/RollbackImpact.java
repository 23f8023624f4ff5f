package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.RollbackLoss;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaFailures;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.Scripts;
import io.ztoq.schema.Scripts.Statement;
import io.ztoq.schema.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a rollback would lose: it is run on a scratch database, and what vanishes there is counted
 * in the live one, on a connection that may not write. No lock is taken that anybody feels.
 */
public final class RollbackImpact {

  private static final Pattern DELETE = Pattern.compile("(?is)DELETE\\s+FROM\\s+(.*?);?\\s*");
  private static final Pattern CHANGES_ROWS =
      Pattern.compile("(?is)(?:DELETE|UPDATE|TRUNCATE|INSERT|WITH|REPLACE|MERGE|DO)\\b.*");

  private static final String DROPPED = "table dropped";
  private static final String DELETED = "rows deleted";

  private final SchemaDatabase database;
  private final MigrationSet set;
  private final SchemaDatabase scratchLike;

  /**
   * @param scratchLike where a scratch database is made
   */
  public RollbackImpact(SchemaDatabase database, MigrationSet set, SchemaDatabase scratchLike) {
    this.database = database;
    this.set = set;
    this.scratchLike = scratchLike;
  }

  /**
   * What would be lost.
   *
   * @param target what stays applied
   * @param rolledBack numbers, newest first
   * @param losses tables, columns and deleted rows, most rows first
   * @param notCounted statements that change rows in a way that only running them shows
   */
  public record Result(
      String target, List<String> rolledBack, List<RollbackLoss> losses, List<String> notCounted) {

    /** Rows of dropped tables, values of dropped columns and deleted rows. */
    public long rows() {
      return losses.stream().mapToLong(RollbackLoss::rows).sum();
    }
  }

  /**
   * @param target a number, 000 for everything
   * @throws RunStopped (SCH-004, exit code 2) when there is no such migration, (SCH-106, exit code
   *     2) when one cannot be taken back
   */
  public Result to(String target, SchemaState state) {
    String number =
        Numbers.normal(target).filter(Numbers.NOTHING::equals).isPresent()
            ? Numbers.NOTHING
            : set.named(target).number();
    if (database.url().equals(scratchLike.url())) {
      ScratchRun.refuseWhatReachesOut(set.all());
    }
    List<Migration> applied =
        state.migrations().stream().filter(MigrationState::isApplied).map(this::file).toList();
    List<Migration> going =
        applied.stream()
            .filter(one -> Numbers.compare(one.number(), number) > 0)
            .sorted(Comparator.comparing(Migration::number, Numbers::compare).reversed())
            .toList();
    try (ScratchDatabase scratch = ScratchDatabase.like(scratchLike);
        ScratchRun run = new ScratchRun(scratch.database());
        Connection live = database.openReadOnly()) {
      for (Migration one : applied) {
        run.apply(one);
      }
      SchemaSnapshot before = SchemaSnapshot.ofAll(run.connection());
      for (Migration one : going) {
        run.rollBack(one, down(one));
      }
      SchemaSnapshot after = SchemaSnapshot.ofAll(run.connection());
      return count(live, number, going, new Vanishing(before, after));
    } catch (SQLException problem) {
      throw InspectFailures.unread(database.display(), problem);
    }
  }

  private record Vanishing(SchemaSnapshot before, SchemaSnapshot after) {}

  private Migration file(MigrationState one) {
    return set.find(one.number())
        .orElseThrow(
            () ->
                SchemaFailures.usage(
                    "SCH-106",
                    "%s is applied but has no file in %s, so what its rollback loses cannot be told"
                        .formatted(one.number(), set.place())));
  }

  private static SqlFile down(Migration one) {
    SqlFile down = one.down();
    if (down == null) {
      throw SchemaFailures.usage(
          "SCH-106", "%s has no U file, so it cannot be taken back".formatted(one.display()));
    }
    return down;
  }

  private Result count(Connection live, String target, List<Migration> going, Vanishing vanishing)
      throws SQLException {
    SchemaSnapshot there = SchemaSnapshot.of(live, vanishing.before().schemas());
    List<RollbackLoss> losses = new ArrayList<>();
    for (Difference one : vanishing.after().differences(vanishing.before())) {
      if (one.kind() == Difference.Kind.MISSING) {
        count(live, there, one.object(), losses);
      }
    }
    List<String> notCounted = new ArrayList<>();
    Scripts scripts = new Scripts(database);
    for (Migration migration : going) {
      for (Statement statement : scripts.split(down(migration))) {
        if (CHANGES_ROWS.matcher(statement.bare()).matches()) {
          deleted(live, migration, statement, losses, notCounted);
        }
      }
    }
    Set<String> dropped =
        losses.stream()
            .filter(one -> one.what().equals(DROPPED))
            .map(RollbackLoss::table)
            .collect(Collectors.toSet());
    losses.removeIf(one -> one.what().equals(DELETED) && dropped.contains(one.table()));
    losses.sort(Comparator.comparingLong(RollbackLoss::rows).reversed());
    return new Result(target, going.stream().map(Migration::number).toList(), losses, notCounted);
  }

  private static void count(
      Connection live, SchemaSnapshot there, String object, List<RollbackLoss> losses)
      throws SQLException {
    String name = object.substring(object.indexOf(' ') + 1);
    boolean isThere = there.objects().stream().anyMatch(one -> one.key().equals(object));
    if (isThere && object.startsWith("table ")) {
      long rows = Rows.count(live, "SELECT COUNT(*) FROM " + Rows.path(name));
      losses.add(new RollbackLoss(name, DROPPED, rows));
    } else if (isThere && object.startsWith("column ")) {
      int point = name.lastIndexOf('.');
      String table = name.substring(0, point);
      String column = name.substring(point + 1);
      long values =
          Rows.count(
              live, "SELECT COUNT(%s) FROM %s".formatted(Rows.quoted(column), Rows.path(table)));
      losses.add(new RollbackLoss(table, "column %s dropped".formatted(column), values));
    }
  }

  /** A DELETE is counted by its own condition; savepoint and rollback keep the reading alive. */
  private static void deleted(
      Connection live,
      Migration migration,
      Statement statement,
      List<RollbackLoss> losses,
      List<String> notCounted)
      throws SQLException {
    Matcher delete = DELETE.matcher(statement.bare());
    if (delete.matches()
        && !delete.group(1).toLowerCase(java.util.Locale.ROOT).contains(" using ")) {
      try {
        long rows = Rows.count(live, "SELECT COUNT(*) FROM " + delete.group(1));
        losses.add(new RollbackLoss(delete.group(1).split("\\s", 2)[0], DELETED, rows));
        return;
      } catch (SQLException notAQuestion) {
        live.rollback();
      }
    }
    notCounted.add(
        "%s:%d: %s".formatted(down(migration).name(), statement.line(), statement.shortly()));
  }
}
