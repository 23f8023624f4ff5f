package io.ztoq.schema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one migration stands in a database.
 *
 * @param appliedAt UTC, null when it is not applied
 * @param rolledBackAt UTC, null when it was never taken back
 * @param note what a user should know, empty when there is nothing
 */
public record MigrationState(
    String number,
    String name,
    Kind kind,
    @Nullable Instant appliedAt,
    @Nullable Instant rolledBackAt,
    String note) {

  /** The kinds; an orphan is a row without a file. */
  public enum Kind {
    APPLIED("applied"),
    PENDING("pending"),
    ROLLED_BACK("rolled back"),
    HALF_DONE("half done"),
    CHANGED("applied, changed"),
    ORPHAN("orphan"),
    OTHER_ENVIRONMENT("left out");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For users. */
    public String word() {
      return word;
    }
  }

  /** Whether its objects are in the database. */
  public boolean isApplied() {
    return kind == Kind.APPLIED || kind == Kind.CHANGED || kind == Kind.ORPHAN;
  }

  /** Whether an apply has something to do for it. */
  public boolean isDue() {
    return kind == Kind.PENDING || kind == Kind.ROLLED_BACK || kind == Kind.HALF_DONE;
  }
}
