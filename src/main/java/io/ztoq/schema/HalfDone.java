package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Migrations that were interrupted between two steps, as the journal has them. */
record HalfDone(Map<String, JournalEntry> entries) {

  static HalfDone of(SchemaDatabase database) {
    return Reading.of(
        database, connection -> new HalfDone(new Journal(new Sql(connection)).halfDone()));
  }

  @Nullable JournalEntry of(Migration migration) {
    return entries.get(migration.number());
  }

  /** Where an apply goes on. */
  @Nullable JournalEntry ofApply(Migration migration) {
    JournalEntry entry = of(migration);
    return entry != null && entry.direction().equals(JournalEntry.APPLY) ? entry : null;
  }

  /** Where a rollback goes on; the rollback of a half applied one begins at its first statement. */
  @Nullable JournalEntry ofRollback(Migration migration) {
    JournalEntry entry = of(migration);
    return entry != null && entry.direction().equals(JournalEntry.ROLLBACK) ? entry : null;
  }

  /**
   * @throws RunStopped (SCH-012, SCH-007, exit code 4) when it cannot be gone on with
   */
  void checkApply(Migration migration) {
    JournalEntry entry = of(migration);
    if (entry == null) {
      return;
    }
    if (!entry.direction().equals(JournalEntry.APPLY)) {
      throw SchemaFailures.conflict(
          "SCH-012",
          "the rollback of %s was interrupted; end it with `ztoq schema rollback %s` first"
              .formatted(migration.display(), migration.number()));
    }
    boolean changed = !Objects.equals(entry.checksum(), migration.checksum());
    if (changed && entry.step() > 0) {
      throw SchemaFailures.conflict(
          "SCH-007",
          "%s stands half done and its file was changed since; put the file back, or take it back with `ztoq schema rollback %s`"
              .formatted(migration.display(), migration.number()));
    }
  }
}
