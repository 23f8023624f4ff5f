package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationState.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    return reading(
        connection -> SchemaState.read(connection, database, set, options.environment()));
  }

  /** The journal, newest line first; never writes. */
  public List<JournalLine> journal(int most) {
    return database.exists()
        ? reading(connection -> new Journal(new Sql(connection)).lines(most))
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
    if (seen.tidy() && isDone(seen, only)) {
      Preflight.refuseContradictions(seen.only(only));
      return new ApplyResult(List.of(), leftOut(seen), "");
    }
    return locked(state -> applyDue(state, only));
  }

  private ApplyResult applyDue(SchemaState state, @Nullable Migration only) throws SQLException {
    Preflight.refuseContradictions(state);
    Scripts scripts = new Scripts(database);
    Preflight preflight = new Preflight(state, scripts);
    List<Migration> due = due(state, only);
    HalfDone halfDone = halfDone();
    preflight.checkApply(due, halfDone);
    String place = "";
    Backup backup = options.backup();
    if (backup != null && !due.isEmpty()) {
      place = backup.make(database);
    }
    List<String> applied = new ArrayList<>();
    boolean whole = hasTransactionsForTables();
    for (Migration migration : due) {
      if (!whole || migration.header().isResumable()) {
        new SteppedRun(database, scripts, options).apply(migration, halfDone.ofApply(migration));
      } else {
        new TransactionRun(database, scripts, options).apply(migration);
      }
      applied.add(migration.number());
    }
    return new ApplyResult(applied, leftOut(state), place);
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
    return rolling(state -> after(state, number), agree);
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
          List<MigrationState> going = after(state, before(only.number()));
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
      java.util.function.Function<SchemaState, List<MigrationState>> choice,
      Predicate<List<RollbackLoss>> agree) {
    if (choice.apply(status()).isEmpty()) {
      return new RollbackResult(List.of(), List.of(), false);
    }
    return locked(state -> rollBack(choice.apply(state), state, agree));
  }

  private RollbackResult rollBack(
      List<MigrationState> chosen, SchemaState state, Predicate<List<RollbackLoss>> agree)
      throws SQLException {
    Scripts scripts = new Scripts(database);
    List<Migration> going = new ArrayList<>();
    for (MigrationState one : chosen) {
      going.add(
          set.find(one.number())
              .orElseThrow(
                  () ->
                      SchemaFailures.conflict(
                          "SCH-008",
                          "%s is applied but has no file in %s, so it cannot be taken back; put its files back"
                              .formatted(one.number(), set.place()))));
    }
    new Preflight(state, scripts).checkRollback(going);
    boolean whole = hasTransactionsForTables();
    List<RollbackLoss> losses =
        whole
            ? RollbackTrial.of(database, scripts, going)
            : reading(connection -> new RollbackGuess(new Sql(connection), scripts).of(going));
    boolean unsure = !whole || going.stream().anyMatch(one -> !one.downTransactional());
    if ((unsure || losses.stream().anyMatch(one -> one.rows() > 0)) && !agree.test(losses)) {
      return new RollbackResult(List.of(), losses, true);
    }
    HalfDone halfDone = halfDone();
    List<String> done = new ArrayList<>();
    for (Migration migration : going) {
      SqlFile down = java.util.Objects.requireNonNull(migration.down());
      if (whole && migration.downTransactional()) {
        new TransactionRun(database, scripts, options).rollBack(migration, down);
      } else {
        new SteppedRun(database, scripts, options)
            .rollBack(migration, down, halfDone.ofRollback(migration));
      }
      done.add(migration.number());
    }
    return new RollbackResult(done, losses, false);
  }

  private String target(String text) {
    String number = Numbers.normal(text).orElse("");
    return number.equals(Numbers.NOTHING) ? number : set.named(text).number();
  }

  private static String before(String number) {
    return Long.toString(Long.parseLong(number) - 1);
  }

  private static List<MigrationState> after(SchemaState state, String number) {
    List<MigrationState> found =
        new ArrayList<>(
            state.migrations().stream()
                .filter(one -> one.isApplied() || one.kind() == Kind.HALF_DONE)
                .filter(one -> Numbers.compare(one.number(), number) > 0)
                .toList());
    Collections.reverse(found);
    return found;
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

  private static List<String> leftOut(SchemaState state) {
    return state.of(Kind.OTHER_ENVIRONMENT).stream().map(MigrationState::number).toList();
  }

  /** Without them a migration is run statement by statement, as one that says so itself. */
  private boolean hasTransactionsForTables() {
    return reading(connection -> new Sql(connection).hasTransactionsForTables());
  }

  private HalfDone halfDone() {
    return new HalfDone(reading(connection -> new Journal(new Sql(connection)).halfDone()));
  }

  /** Works on a state that nobody else changes meanwhile. */
  private <T> T locked(Working<SchemaState, T> work) {
    try (SchemaLock lock = SchemaLock.take(database, options.actor(), options.lockTimeout())) {
      bringTogether();
      return work.on(status());
    } catch (SQLException problem) {
      throw refused(problem);
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

  private <T> T reading(Working<Connection, T> work) {
    try (Connection connection = database.openReadOnly()) {
      try {
        return work.on(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException problem) {
      throw refused(problem);
    }
  }

  private RunStopped refused(SQLException problem) {
    return SchemaFailures.failed(
        "SCH-019",
        "the records of the schema of %s cannot be read or written: %s; check the rights of the user"
            .formatted(database.display(), problem.getMessage()),
        problem);
  }

  private interface Working<F, T> {
    T on(F from) throws SQLException;
  }
}
