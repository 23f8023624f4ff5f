package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Changes of the schema that ztoq writes itself: as files V and U in a folder of migrations,
 * applied by the engine of {@code ztoq schema}, and taken back by it.
 */
public final class SchemaFiles {

  private final SchemaDatabase database;
  private final Path folder;
  private final Actor actor;

  /**
   * @param folder of migrations; files are put into the folder of the database's vendor below it
   */
  public SchemaFiles(SchemaDatabase database, Path folder, Actor actor) {
    this.database = database;
    this.folder = folder;
    this.actor = actor;
  }

  /** Statements of a migration and of its rollback, in their order, without semicolons. */
  public record Change(String name, List<String> up, List<String> down) {}

  /**
   * Writes a pair of files with the next free number and applies it; a pair of this name that is
   * still pending, left behind by a process that was killed, is written anew.
   *
   * @return its number
   * @throws RunStopped (TEN-015) when the files cannot be written, (SCH-006 to SCH-019) when the
   *     migration fails
   */
  public String apply(Change change) {
    try {
      String number = number(change.name());
      write("V", number, change.name(), change.up());
      write("U", number, change.name(), change.down());
      MigrationSet set = set();
      new SchemaEngine(database, set, EngineOptions.usual(actor)).apply(set.named(number));
      return number;
    } catch (IOException problem) {
      throw TenantFailures.unreachable(
          "TEN-015",
          "cannot write migrations into %s: %s; name another folder with --migrations"
              .formatted(folder, problem.getMessage()),
          problem);
    }
  }

  private MigrationSet set() throws IOException {
    Files.createDirectories(place());
    return MigrationSet.read(folder, database.vendor());
  }

  private Path place() {
    return folder.resolve(database.vendor());
  }

  /** The one that is pending under this name, else behind all that are there. */
  private String number(String name) throws IOException {
    List<MigrationState> states =
        new SchemaEngine(database, set(), EngineOptions.usual(actor)).status().migrations();
    return states.stream()
        .filter(one -> one.name().equals(name) && one.isDue())
        .map(MigrationState::number)
        .findFirst()
        .orElseGet(
            () ->
                "%03d"
                    .formatted(
                        1
                            + states.stream()
                                .mapToLong(one -> Long.parseLong(one.number()))
                                .max()
                                .orElse(0)));
  }

  private Path file(String kind, String number, String name) {
    return place().resolve("%s%s__%s.sql".formatted(kind, number, name));
  }

  private void write(String kind, String number, String name, List<String> statements)
      throws IOException {
    Path target = file(kind, number, name);
    Path draft = Files.createTempFile(place(), name, ".draft");
    Files.write(
        draft,
        (String.join(";" + System.lineSeparator(), statements) + ";" + System.lineSeparator())
            .getBytes(StandardCharsets.UTF_8));
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
