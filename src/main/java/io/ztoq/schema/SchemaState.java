package io.ztoq.schema;

import io.ztoq.schema.MigrationState.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How all migrations stand, files and rows joined, in the order of their numbers.
 *
 * @param database where, without secrets
 * @param place folder of the migrations
 * @param tidy the tables agree with each other and no line of a killed process is open
 */
public record SchemaState(
    String database, String place, List<MigrationState> migrations, boolean tidy) {

  /** Everything is applied. */
  public static final int COMPLETE = 0;

  /** Something is pending or half done. */
  public static final int INCOMPLETE = 3;

  /** Files and rows contradict each other. */
  public static final int CONTRADICTION = 4;

  /** Looks, and never writes; a missing table means that nothing is applied. */
  public static SchemaState read(
      Connection connection, SchemaDatabase database, MigrationSet set, String environment)
      throws SQLException {
    StateReader reader = new StateReader(new Sql(connection));
    List<MigrationState> states = reader.read(set, environment);
    return new SchemaState(database.display(), set.place(), states, reader.isTidy());
  }

  /** Of a database that is not there yet. */
  static SchemaState empty(SchemaDatabase database, MigrationSet set, String environment) {
    return new SchemaState(
        database.display(), set.place(), StateReader.nothing(set, environment), true);
  }

  public List<MigrationState> of(Kind... kinds) {
    return migrations.stream().filter(one -> Arrays.asList(kinds).contains(one.kind())).toList();
  }

  public Optional<MigrationState> find(String number) {
    return migrations.stream().filter(one -> one.number().equals(number)).findFirst();
  }

  /** The files of {@code set} that are applied, or could be in this environment. */
  public List<Migration> filesForHere(MigrationSet set) {
    List<String> elsewhere =
        of(Kind.OTHER_ENVIRONMENT).stream().map(MigrationState::number).toList();
    return set.all().stream().filter(one -> !elsewhere.contains(one.number())).toList();
  }

  /**
   * @throws io.ztoq.failure.RunStopped (SCH-021, exit code 2) when it is not applied and not for
   *     this environment
   */
  public void refuseOtherEnvironment(Migration migration) {
    boolean other =
        of(Kind.OTHER_ENVIRONMENT).stream()
            .anyMatch(one -> one.number().equals(migration.number()));
    if (other) {
      throw SchemaFailures.usage(
          "SCH-021",
          "%s is only for %s, nothing was done; name the environment with --env"
              .formatted(
                  migration.display(), String.join(", ", migration.header().environments())));
    }
  }

  /** The same with one migration only; all when {@code one} is null. */
  SchemaState only(@Nullable Migration one) {
    return one == null
        ? this
        : new SchemaState(
            database,
            place,
            migrations.stream().filter(each -> each.number().equals(one.number())).toList(),
            tidy);
  }

  /** Highest applied number, {@link Numbers#NOTHING} when there is none. */
  public String version() {
    return migrations.stream()
        .filter(MigrationState::isApplied)
        .map(MigrationState::number)
        .reduce(Numbers.NOTHING, (one, other) -> other);
  }

  /** What a status command answers: 0, 3 or 4. */
  public int exitStatus() {
    if (!of(Kind.ORPHAN, Kind.CHANGED).isEmpty()) {
      return CONTRADICTION;
    }
    return migrations.stream().anyMatch(MigrationState::isDue) ? INCOMPLETE : COMPLETE;
  }
}
