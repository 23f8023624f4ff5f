package io.ztoq.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A folder of migrations that a test writes, and engines on it. */
final class Sets {

  private final SchemaDatabase database;
  private final Path folder;

  Sets(SchemaDatabase database, Path folder) {
    this.database = database;
    this.folder = folder;
  }

  SchemaDatabase database() {
    return database;
  }

  Path folder() {
    return folder;
  }

  /** Writes a pair of files; no rollback file when {@code down} is empty. */
  Sets write(String number, String name, String up, String down) {
    file("V%s__%s.sql".formatted(number, name), up);
    if (!down.isEmpty()) {
      file("U%s__%s.sql".formatted(number, name), down);
    }
    return this;
  }

  /** A migration that makes table {@code name} with one row, and its rollback. */
  Sets table(String number, String name) {
    return write(
        number,
        name,
        "CREATE TABLE %s (id INTEGER PRIMARY KEY, word VARCHAR(50));\nINSERT INTO %s VALUES (1, 'a;b');\n"
            .formatted(name, name),
        "DROP TABLE %s;\n".formatted(name));
  }

  void file(String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  void delete(String name) {
    try {
      Files.delete(folder.resolve(name));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  MigrationSet set() {
    return MigrationSet.read(folder, database.vendor());
  }

  SchemaEngine engine() {
    return engine(SchemaListener.NONE);
  }

  SchemaEngine engine(SchemaListener listener) {
    return engine("", Duration.ofSeconds(20), listener);
  }

  SchemaEngine engine(String environment, Duration lockTimeout, SchemaListener listener) {
    return new SchemaEngine(
        database,
        set(),
        new EngineOptions(Actor.ofProcess("test"), environment, lockTimeout, null, listener));
  }

  RollbackResult rollbackTo(String number) {
    return engine().rollbackTo(number, losses -> true);
  }
}
