package io.ztoq.store;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.SchemaState;
import io.ztoq.schema.SqlFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the store's own tables up to date by the engine of {@code ztoq schema}, and tells whether
 * they are. Stores that Flyway itself had made are taken over.
 */
public final class StoreSchema {

  /** In their order; a folder in a jar cannot be listed. */
  static final List<String> MIGRATIONS = List.of("001__canonical_and_ledger.sql");

  private final StoreLocation location;

  public StoreSchema(StoreLocation location) {
    this.location = location;
  }

  /**
   * Applies what is pending; safe when several processes do it at once.
   *
   * @return number of migrations applied, 0 when there was nothing to do
   * @throws RunStopped (STO-010) when the store was made by a newer ztoq, (STO-011) when a
   *     migration fails
   */
  public int migrate() {
    refuseNewer();
    try {
      return engine().applyAll().applied().size();
    } catch (RunStopped problem) {
      throw stopped(problem);
    }
  }

  /** Versions that {@link #migrate} would apply, oldest first; writes nothing. */
  public String[] pending() {
    return state().migrations().stream()
        .filter(MigrationState::isDue)
        .map(MigrationState::number)
        .toArray(String[]::new);
  }

  /**
   * @throws RunStopped (STO-010) when the store holds a version that this ztoq does not know
   */
  public void refuseNewer() {
    for (MigrationState one : state().of(Kind.ORPHAN)) {
      throw new RunStopped(
          ExitCode.CONFLICT,
          "STO-010",
          "the store %s is of version %s, newer than this ztoq knows; use the newer ztoq"
              .formatted(location.display(), one.number()));
    }
  }

  private SchemaState state() {
    try {
      return engine().status();
    } catch (RunStopped problem) {
      throw stopped(problem);
    }
  }

  /**
   * A server that is not there, or refuses the user, is another thing than tables that do not fit.
   */
  private RunStopped stopped(RunStopped problem) {
    if (location.isSqlite() && StoreProblem.isBusy(problem)) {
      return StoreProblem.closed(location, problem.getMessage(), problem);
    }
    for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (problem.code().equals("SCH-002")
          || cause instanceof SQLException refused && cannotOpen(refused)) {
        Throwable first = problem.getCause() == null ? problem : problem.getCause();
        return StoreProblem.closed(location, first.getMessage(), problem);
      }
    }
    return new RunStopped(
        ExitCode.CONFLICT,
        "STO-011",
        "the tables of the store %s could not be brought up to date: %s"
            .formatted(location.display(), why(problem)),
        problem);
  }

  /** The engine speaks of files that a user of the store does not have. */
  private static String why(RunStopped problem) {
    return problem.code().equals("SCH-007")
        ? "another build of ztoq made them; use that one, or name a new store: what stands in qTest is recognised"
        : String.valueOf(problem.getMessage());
  }

  /**
   * SQL states 08 (no connection), 28 (user refused), 3D (no such database); SQLite's CANTOPEN,
   * NOTADB and READONLY.
   */
  private boolean cannotOpen(SQLException problem) {
    String state = String.valueOf(problem.getSQLState());
    int code = problem.getErrorCode() & 0xff;
    return state.startsWith("08")
        || state.startsWith("28")
        || state.startsWith("3D")
        || location.isSqlite() && (code == 14 || code == 26 || code == 8);
  }

  private SchemaEngine engine() {
    SchemaDatabase database =
        new SchemaDatabase(location.jdbcUrl(), location.user(), location.password());
    String version = getClass().getPackage().getImplementationVersion();
    Actor actor = Actor.ofProcess(version == null ? "development" : version);
    return new SchemaEngine(database, set(database.vendor()), EngineOptions.usual(actor));
  }

  private static MigrationSet set(String vendor) {
    List<SqlFile> files = new ArrayList<>();
    for (String name : MIGRATIONS) {
      files.add(file("db/migration/" + vendor, "V" + name));
      files.add(file("db/rollback/" + vendor, "U" + name));
    }
    return MigrationSet.of("this ztoq", files);
  }

  private static SqlFile file(String folder, String name) {
    String place = folder + "/" + name;
    try (InputStream in = StoreSchema.class.getResourceAsStream("/" + place)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + place);
      }
      return new SqlFile(place, name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException problem) {
      throw new IllegalStateException("the jar cannot be read: " + place, problem);
    }
  }
}
