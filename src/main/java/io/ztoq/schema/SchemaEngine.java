package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationState.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Applies the migrations of a set to a database and takes them back. Each is one transaction
 * together with everything that is recorded about it.
 */
public final class SchemaEngine {

  private final SchemaDatabase database;
  private final MigrationSet set;
  private final EngineOptions options;

  public SchemaEngine(SchemaDatabase database, MigrationSet set, EngineOptions options) {
    this.database = database;
    this.set = set;
    this.options = options;
  }

  /** How everything stands; never writes. */
  public SchemaState status() {
    if (!database.exists()) {
      return SchemaState.empty(database, set, options.environment());
    }
    return Reading.of(
        database, connection -> SchemaState.read(connection, database, set, options.environment()));
  }

  /** The journal, newest line first; never writes. */
  public List<JournalLine> journal(int most) {
    return database.exists()
        ? Reading.of(database, connection -> new Journal(new Sql(connection)).lines(most))
        : List.of();
  }

  /**
   * Applies everything that is pending, in the order of the numbers, and goes on with what stands
   * half done.
   *
   * @throws RunStopped (SCH-006 to SCH-018)
   */
  public ApplyResult applyAll() {
    return applying(null);
  }

  /**
   * Applies one migration; everything before it must be applied.
   *
   * @throws RunStopped (SCH-006 to SCH-018)
   */
  public ApplyResult apply(Migration only) {
    return applying(only);
  }

  private ApplyResult applying(@Nullable Migration only) {
    SchemaState seen = status();
    if (only != null) {
      seen.refuseOtherEnvironment(only);
    }
    if (seen.tidy() && isDone(seen, only)) {
      Preflight.refuseContradictions(seen.only(only));
      return new ApplyResult(List.of(), leftOut(seen, only), "");
    }
    return locked(state -> applyDue(state, only));
  }

  private ApplyResult applyDue(SchemaState state, @Nullable Migration only) throws SQLException {
    Preflight.refuseContradictions(state);
    Scripts scripts = new Scripts(database);
    Preflight preflight = new Preflight(state, scripts);
    List<Migration> due = due(state, only);
    HalfDone halfDone = HalfDone.of(database);
    preflight.checkApply(due, halfDone);
    String place = due.isEmpty() ? "" : options.copy(database);
    List<String> applied = new ArrayList<>();
    boolean whole = Reading.of(database, Reading::hasTransactionsForTables);
    for (Migration migration : due) {
      if (!whole || migration.header().isResumable()) {
        new SteppedRun(database, scripts, options).apply(migration, halfDone.ofApply(migration));
      } else {
        new TransactionRun(database, scripts, options).apply(migration);
      }
      applied.add(migration.number());
    }
    return new ApplyResult(applied, leftOut(state, only), place);
  }

  /**
   * Takes back everything after {@code target}, newest first; {@code target} itself stays applied.
   *
   * @param target a number, {@code 000} for everything
   * @param agree is asked when rows would be lost
   * @throws RunStopped (SCH-004 to SCH-018)
   */
  public RollbackResult rollbackTo(String target, Predicate<List<RollbackLoss>> agree) {
    String number = target(target);
    return rolling(state -> Rollback.after(state, number), agree);
  }

  /**
   * Takes one migration back; nothing after it may be applied.
   *
   * @param agree is asked when rows would be lost
   * @throws RunStopped (SCH-004 to SCH-018)
   */
  public RollbackResult rollback(Migration only, Predicate<List<RollbackLoss>> agree) {
    return rolling(
        state -> {
          List<MigrationState> going = Rollback.after(state, before(only.number()));
          boolean there = going.stream().anyMatch(one -> one.number().equals(only.number()));
          if (there && going.size() > 1) {
            throw SchemaFailures.conflict(
                "SCH-009",
                "%s cannot be taken back alone, %s stands on it; take that back first, or `ztoq schema rollback-to`"
                    .formatted(only.display(), going.get(0).number()));
          }
          return there ? going : List.of();
        },
        agree);
  }

  private RollbackResult rolling(
      Function<SchemaState, List<MigrationState>> choice, Predicate<List<RollbackLoss>> agree) {
    if (choice.apply(status()).isEmpty()) {
      return new RollbackResult(List.of(), List.of(), false, "");
    }
    return locked(
        state -> new Rollback(database, set, options, agree).run(choice.apply(state), state));
  }

  private String target(String text) {
    String number = Numbers.normal(text).orElse("");
    return number.equals(Numbers.NOTHING) ? number : set.named(text).number();
  }

  private static String before(String number) {
    return Long.toString(Long.parseLong(number) - 1);
  }

  private List<Migration> due(SchemaState state, @Nullable Migration only) {
    List<MigrationState> due = state.migrations().stream().filter(MigrationState::isDue).toList();
    if (only != null) {
      due = due.stream().filter(one -> Numbers.compare(one.number(), only.number()) <= 0).toList();
      boolean there = due.stream().anyMatch(one -> one.number().equals(only.number()));
      if (there && due.size() > 1) {
        throw SchemaFailures.conflict(
            "SCH-009",
            "%s comes after %s, which is not applied; apply that first, or everything with `ztoq schema apply-all`"
                .formatted(only.display(), due.get(0).number()));
      }
      due = there ? due : List.of();
    }
    return due.stream().flatMap(one -> set.find(one.number()).stream()).toList();
  }

  private static boolean isDone(SchemaState state, @Nullable Migration only) {
    return state.migrations().stream()
        .filter(one -> only == null || one.number().equals(only.number()))
        .noneMatch(MigrationState::isDue);
  }

  private static List<String> leftOut(SchemaState state, @Nullable Migration only) {
    return only != null
        ? List.of()
        : state.of(Kind.OTHER_ENVIRONMENT).stream().map(MigrationState::number).toList();
  }

  /** Works on a state that nobody else changes meanwhile. */
  private <T> T locked(Working<T> work) {
    try (SchemaLock lock = SchemaLock.take(database, options.actor(), options.lockTimeout())) {
      bringTogether();
      return work.on(status());
    } catch (SQLException problem) {
      throw Reading.refused(database, problem);
    }
  }

  /**
   * Changes only the records, never the schema: in one transaction, kept apart from all other
   * commands.
   *
   * @throws RunStopped (SCH-006) when another command holds the lock, (SCH-019) when it fails
   */
  public void changeRecords(Recording work) {
    locked(
        state -> {
          try (Connection connection = database.open()) {
            work.change(state, connection, new SchemaRecords(connection, options.actor()));
            connection.commit();
            return state;
          }
        });
  }

  /** A change of the records. */
  public interface Recording {
    void change(SchemaState state, Connection connection, SchemaRecords records)
        throws SQLException;
  }

  private void bringTogether() throws SQLException {
    try (Connection connection = database.open()) {
      new SchemaRecords(connection, options.actor()).bringTogether(set);
      connection.commit();
    }
  }

  private interface Working<T> {
    T on(SchemaState state) throws SQLException;
  }
}
