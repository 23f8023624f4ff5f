package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The migrations of one folder for one database, in the order of their numbers. */
public final class MigrationSet {

  private final String place;
  private final List<Migration> migrations;

  MigrationSet(String place, List<Migration> migrations) {
    this.place = place;
    this.migrations = List.copyOf(migrations);
  }

  /**
   * Reads {@code folder} and {@code folder/vendor}; a file of the latter replaces one of the former
   * with the same name.
   *
   * @throws RunStopped (SCH-003, exit code 2) with every problem of the folder
   */
  public static MigrationSet read(Path folder, String vendor) {
    return new SetReader(folder.toString()).read(folder, vendor);
  }

  /**
   * A set that does not come from a folder.
   *
   * @throws RunStopped (SCH-003, exit code 2) with every problem of the files
   */
  public static MigrationSet of(String place, List<SqlFile> files) {
    return new SetReader(place).of(files);
  }

  /** Where it comes from, for messages. */
  public String place() {
    return place;
  }

  public List<Migration> all() {
    return migrations;
  }

  public Optional<Migration> find(String number) {
    return migrations.stream().filter(one -> one.number().equals(number)).findFirst();
  }

  /**
   * The migration that a user names, {@code 1} as well as {@code 001}.
   *
   * @throws RunStopped (SCH-004, exit code 2) when there is none
   */
  public Migration named(String text) {
    return Numbers.normal(text)
        .flatMap(this::find)
        .orElseThrow(
            () ->
                SchemaFailures.usage(
                    "SCH-004",
                    "there is no migration '%s' in %s; known: %s".formatted(text, place, known())));
  }

  String known() {
    return migrations.isEmpty()
        ? "none"
        : String.join(", ", migrations.stream().map(Migration::number).toList());
  }
}
