package io.ztoq.tenancy.isolation;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.RollbackLoss;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.tenancy.TenantFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The migrations of this package as files of a folder, and how they stand in the database. */
final class ChangeFiles {

  static final Set<String> NAMES =
      Set.of(
          PostgresChanges.NOT_NULL,
          PostgresChanges.KEYS,
          PostgresPolicies.NAME,
          SqliteChanges.NAME);

  private final SchemaDatabase database;
  private final Path folder;
  private final EngineOptions options;

  ChangeFiles(SchemaDatabase database, Path folder, EngineOptions options) {
    this.database = database;
    this.folder = folder;
    this.options = options;
  }

  private Path place() {
    return folder.resolve(database.vendor());
  }

  /**
   * Goes on with what a process that was killed left half done; its file must stay as it is.
   *
   * @return its number and name, empty when there was none
   */
  List<String> finishHalfDone() {
    List<String> done = new ArrayList<>();
    for (MigrationState one : own(List.of(Kind.HALF_DONE))) {
      MigrationSet set = set();
      new SchemaEngine(database, set, options).apply(set.named(one.number()));
      done.add(one.number() + " " + one.name());
    }
    return done;
  }

  /**
   * Removes files of an earlier plan that are not applied; a new plan takes their place.
   *
   * @throws RunStopped (TEN-015) when they cannot be removed
   */
  void removePending() {
    try {
      for (MigrationState old : own(List.of(Kind.PENDING, Kind.ROLLED_BACK))) {
        Files.deleteIfExists(file("V", old.number(), old.name()));
        Files.deleteIfExists(file("U", old.number(), old.name()));
      }
    } catch (IOException problem) {
      throw unwritable(problem);
    }
  }

  /**
   * Writes a pair of files behind all others and applies it.
   *
   * @return its number and name
   * @throws RunStopped (TEN-015) when the files cannot be written, (SCH-006 to SCH-019) when it
   *     fails
   */
  String apply(SchemaChange change) {
    try {
      String number = next();
      write(file("U", number, change.name()), change.downText());
      write(file("V", number, change.name()), change.upText());
      MigrationSet set = set();
      new SchemaEngine(database, set, options).apply(set.named(number));
      return number + " " + change.name();
    } catch (IOException problem) {
      throw unwritable(problem);
    }
  }

  private RunStopped unwritable(IOException problem) {
    return TenantFailures.unreachable(
        "TEN-015",
        "cannot write migrations into %s: %s; name another folder with --migrations"
            .formatted(folder, problem.getMessage()),
        problem);
  }

  /**
   * Takes back what is applied, the newest first.
   *
   * @param agree is asked when rows would be lost
   * @param told hears the number and name of each
   */
  void undo(Predicate<List<RollbackLoss>> agree, Consumer<String> told) {
    List<MigrationState> applied =
        new ArrayList<>(own(List.of(Kind.APPLIED, Kind.CHANGED, Kind.HALF_DONE)));
    Collections.reverse(applied);
    for (MigrationState one : applied) {
      MigrationSet set = set();
      boolean declined =
          new SchemaEngine(database, set, options)
              .rollback(set.named(one.number()), agree)
              .declined();
      if (declined) {
        return;
      }
      told.accept(one.number() + " " + one.name());
    }
  }

  /** Numbers and names of what is applied, in their order. */
  List<String> applied() {
    return own(List.of(Kind.APPLIED, Kind.CHANGED, Kind.HALF_DONE)).stream()
        .map(one -> one.number() + " " + one.name())
        .toList();
  }

  private List<MigrationState> own(List<Kind> kinds) {
    return states().stream()
        .filter(one -> NAMES.contains(one.name()) && kinds.contains(one.kind()))
        .toList();
  }

  private List<MigrationState> states() {
    return Files.isDirectory(folder)
        ? new SchemaEngine(database, set(), options).status().migrations()
        : List.of();
  }

  private MigrationSet set() {
    return MigrationSet.read(folder, database.vendor());
  }

  private String next() {
    long highest = states().stream().mapToLong(one -> Long.parseLong(one.number())).max().orElse(0);
    return "%03d".formatted(highest + 1);
  }

  private Path file(String kind, String number, String name) {
    return place().resolve("%s%s__%s.sql".formatted(kind, number, name));
  }

  private void write(Path target, String text) throws IOException {
    Files.createDirectories(place());
    Path draft = Files.createTempFile(place(), "ztoq", ".draft");
    Files.writeString(draft, text);
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
