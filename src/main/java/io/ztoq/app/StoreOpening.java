package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.DatabaseSettings;
import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import io.ztoq.store.StoreLocation;
import io.ztoq.store.StoreSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the store that the settings name. */
public final class StoreOpening {

  private StoreOpening() {}

  public static StoreLocation location(Settings settings) {
    DatabaseSettings database = settings.database();
    int readers = settings.performance().maxWorkers() + 4;
    if (database.type() == DatabaseSettings.Type.SQLITE) {
      return StoreLocation.sqlite(database.path()).withReaders(readers);
    }
    String user = database.username() == null ? "" : database.username();
    return StoreLocation.postgres(
            database.host(), database.port(), database.database(), user, database.password())
        .withReaders(readers);
  }

  /**
   * Creates the store or brings its tables up to date.
   *
   * @return number of schema changes applied
   */
  public static int prepare(StoreLocation location) {
    refuseWithoutFolder(location.file());
    return new StoreSchema(location).migrate();
  }

  /** Opens the store for a run, created or brought up to date when needed. */
  static Store prepared(StoreLocation location) {
    prepare(location);
    return Store.open(location);
  }

  /**
   * Opens a store that must be there, for commands that only look.
   *
   * @throws RunStopped (STO-020, exit code 4) when it is missing or its tables are not up to date
   */
  public static Store existing(StoreLocation location) {
    Path file = location.file();
    if (file != null && !Files.exists(file)) {
      throw new RunStopped(
          ExitCode.CONFLICT,
          "STO-020",
          "there is no store %s; `ztoq db init` or `ztoq migrate run` creates it, --db-path names another"
              .formatted(file));
    }
    StoreSchema schema = new StoreSchema(location);
    schema.refuseNewer();
    String[] pending = schema.pending();
    if (pending.length > 0) {
      throw new RunStopped(
          ExitCode.CONFLICT,
          "STO-020",
          "the store %s lacks the tables of version %s; `ztoq db init` brings it up to date"
              .formatted(location.display(), String.join(", ", pending)));
    }
    return Store.open(location);
  }

  /**
   * A mistyped path would begin a second migration of everything.
   *
   * @param file of a SQLite store, null for a server
   * @throws RunStopped (STO-001) when its folder is not there
   */
  static void refuseWithoutFolder(@Nullable Path file) {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "STO-001",
          "the store %s cannot be made: there is no folder %s; make it, or correct --db-path or 'path' under 'database:'"
              .formatted(file, folder));
    }
  }
}
