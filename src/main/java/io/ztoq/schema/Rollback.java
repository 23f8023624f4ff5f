package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationState.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Takes migrations back, newest first; the caller holds the lock. */
final class Rollback {

  private final SchemaDatabase database;
  private final MigrationSet set;
  private final EngineOptions options;
  private final Scripts scripts;
  private final Predicate<List<RollbackLoss>> agree;

  /**
   * @param agree is asked when rows would be lost
   */
  Rollback(
      SchemaDatabase database,
      MigrationSet set,
      EngineOptions options,
      Predicate<List<RollbackLoss>> agree) {
    this.database = database;
    this.set = set;
    this.options = options;
    this.scripts = new Scripts(database);
    this.agree = agree;
  }

  /** What stands in the database after {@code number}, newest first. */
  static List<MigrationState> after(SchemaState state, String number) {
    List<MigrationState> found =
        new ArrayList<>(
            state.migrations().stream()
                .filter(one -> one.isApplied() || one.kind() == Kind.HALF_DONE)
                .filter(one -> Numbers.compare(one.number(), number) > 0)
                .toList());
    Collections.reverse(found);
    return found;
  }

  /**
   * @param chosen newest first
   * @throws RunStopped (SCH-008, SCH-011 to SCH-018)
   */
  RollbackResult run(List<MigrationState> chosen, SchemaState state) throws SQLException {
    List<Migration> going = chosen.stream().map(this::file).toList();
    new Preflight(state, scripts).checkRollback(going);
    boolean whole = Reading.of(database, Reading::hasTransactionsForTables);
    List<RollbackLoss> losses = losses(going, whole);
    boolean unsure = !whole || going.stream().anyMatch(one -> !one.downTransactional());
    if ((unsure || losses.stream().anyMatch(one -> one.rows() > 0)) && !agree.test(losses)) {
      return new RollbackResult(List.of(), losses, true, "");
    }
    String place = going.isEmpty() ? "" : options.copy(database);
    return new RollbackResult(takeBack(going, whole), losses, false, place);
  }

  private Migration file(MigrationState one) {
    return set.find(one.number())
        .orElseThrow(
            () ->
                SchemaFailures.conflict(
                    "SCH-008",
                    "%s is applied but has no file in %s, so it cannot be taken back; put its files back"
                        .formatted(one.number(), set.place())));
  }

  private List<RollbackLoss> losses(List<Migration> going, boolean whole) throws SQLException {
    return whole
        ? RollbackTrial.of(database, scripts, going)
        : Reading.of(
            database, connection -> new RollbackGuess(new Sql(connection), scripts).of(going));
  }

  private List<String> takeBack(List<Migration> going, boolean whole) throws SQLException {
    HalfDone halfDone = HalfDone.of(database);
    List<String> done = new ArrayList<>();
    for (Migration migration : going) {
      SqlFile down = Objects.requireNonNull(migration.down());
      if (whole && migration.downTransactional()) {
        new TransactionRun(database, scripts, options).rollBack(migration, down);
      } else {
        new SteppedRun(database, scripts, options)
            .rollBack(migration, down, halfDone.ofRollback(migration));
      }
      done.add(migration.number());
    }
    return done;
  }
}
