package io.ztoq.tenancy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.RollbackLoss;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Changes of the schema that ztoq writes itself: as files V and U in a folder of migrations,
 * applied by the engine of {@code ztoq schema}, and taken back by it. None of them waits long for
 * others, since everybody else would wait behind it.
 */
public final class ChangeFiles {

  private static final String PATIENCE = "5s";

  private static final int ATTEMPTS = 6;

  private final SchemaDatabase database;
  private final Path folder;
  private final EngineOptions options;
  private final Set<String> names;

  /**
   * @param folder of migrations; the files go to the folder of the database's vendor below it
   * @param names of the changes that are taken back and replaced; others are left alone
   */
  public ChangeFiles(
      SchemaDatabase database, Path folder, EngineOptions options, Set<String> names) {
    this.database = impatient(database);
    this.folder = folder;
    this.options = options;
    this.names = Set.copyOf(names);
  }

  private static SchemaDatabase impatient(SchemaDatabase where) {
    if (where.isSqlite() || where.url().contains("options=")) {
      return where;
    }
    String sign = where.url().contains("?") ? "&" : "?";
    return new SchemaDatabase(
        where.url() + sign + "options=-c%20lock_timeout=" + PATIENCE,
        where.user(),
        where.password());
  }

  private Path place() {
    return folder.resolve(database.vendor());
  }

  /**
   * Goes on with what a process that was killed left half done; its file must stay as it is.
   *
   * @return its number and name, empty when there was none
   */
  public List<String> finishHalfDone() {
    List<String> done = new ArrayList<>();
    patiently(() -> done.addAll(finishOnce()));
    return done;
  }

  private List<String> finishOnce() {
    List<String> done = new ArrayList<>();
    for (MigrationState one : states()) {
      boolean ours = names.contains(one.name()) || Preparation.NAMES.contains(one.name());
      if (ours && one.kind() == Kind.HALF_DONE) {
        engine().apply(set().named(one.number()));
        done.add(one.number() + " " + one.name());
      }
    }
    return done;
  }

  private SchemaEngine engine() {
    return new SchemaEngine(database, set(), options);
  }

  /**
   * Removes files of an earlier plan that are not applied; a new plan takes their place.
   *
   * @throws RunStopped (TEN-015) when they cannot be removed
   */
  public void removePending() {
    try {
      removePending(names);
    } catch (IOException problem) {
      throw unwritable(problem);
    }
  }

  private void removePending(Set<String> of) throws IOException {
    for (MigrationState old : states()) {
      boolean isOld = old.kind() == Kind.PENDING || old.kind() == Kind.ROLLED_BACK;
      if (isOld && of.contains(old.name())) {
        Files.deleteIfExists(file("V", old.number(), old.name()));
        Files.deleteIfExists(file("U", old.number(), old.name()));
      }
    }
  }

  /**
   * Writes a pair of files behind all others and applies it; what was reached before others came
   * between is kept.
   *
   * @return its number and name
   * @throws RunStopped (TEN-015) when the files cannot be written, (SCH-006 to SCH-019) when it
   *     fails
   */
  public String apply(SchemaChange change) {
    List<String> done = new ArrayList<>();
    patiently(
        () -> {
          done.addAll(finishOnce());
          if (done.isEmpty()) {
            done.add(applyOnce(change));
          }
        });
    return done.get(0);
  }

  private String applyOnce(SchemaChange change) {
    try {
      removePending(Set.of(change.name()));
      String number = next();
      write(file("U", number, change.name()), change.downText());
      write(file("V", number, change.name()), change.upText());
      engine().apply(set().named(number));
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
  public void undo(Predicate<List<RollbackLoss>> agree, Consumer<String> told) {
    patiently(() -> undoOnce(agree, told));
  }

  private void undoOnce(Predicate<List<RollbackLoss>> agree, Consumer<String> told) {
    List<MigrationState> applied = new ArrayList<>(own());
    Collections.reverse(applied);
    for (MigrationState one : applied) {
      if (engine().rollback(set().named(one.number()), agree).declined()) {
        return;
      }
      told.accept(one.number() + " " + one.name());
    }
  }

  /** Numbers and names of what is applied, in their order. */
  public List<String> applied() {
    return own().stream().map(one -> one.number() + " " + one.name()).toList();
  }

  private List<MigrationState> own() {
    Set<Kind> kinds = Set.of(Kind.APPLIED, Kind.CHANGED, Kind.HALF_DONE);
    return states().stream()
        .filter(one -> names.contains(one.name()) && kinds.contains(one.kind()))
        .toList();
  }

  private List<MigrationState> states() {
    return Files.isDirectory(folder) ? engine().status().migrations() : List.of();
  }

  /** Tries again while others hold a table; what was reached before is kept. */
  private static void patiently(Runnable attempt) {
    for (int i = 1; ; i++) {
      try {
        attempt.run();
        return;
      } catch (RunStopped problem) {
        if (i == ATTEMPTS || !isHeldByOthers(problem)) {
          throw problem;
        }
      }
    }
  }

  private static boolean isHeldByOthers(Throwable problem) {
    for (Throwable one = problem; one != null; one = one.getCause()) {
      if (one instanceof SQLException sql && TenantFailures.isBusy(sql)) {
        return true;
      }
    }
    return false;
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
