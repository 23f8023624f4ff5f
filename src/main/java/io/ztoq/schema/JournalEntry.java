package io.ztoq.schema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal.
 *
 * @param direction what was done: apply, rollback, baseline, repair
 * @param outcome started, running (half done, without one transaction), done or failed
 * @param step statements or batches that are done
 * @param rows rows changed so far by a batch migration
 * @param startedAt UTC
 * @param endedAt UTC, null while it is under way
 */
public record JournalEntry(
    String number,
    String name,
    String direction,
    String outcome,
    int step,
    long rows,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Integer checksum,
    @Nullable String message) {

  public static final String APPLY = "apply";
  public static final String ROLLBACK = "rollback";
  public static final String BASELINE = "baseline";
  public static final String REPAIR = "repair";

  static final String STARTED = "started";
  static final String RUNNING = "running";
  static final String DONE = "done";
  static final String FAILED = "failed";

  /** The first line of something that starts now. */
  public static JournalEntry started(Migration migration, String direction, Instant now) {
    return new JournalEntry(
        migration.number(),
        migration.name(),
        direction,
        STARTED,
        0,
        0,
        now,
        null,
        migration.checksum(),
        null);
  }

  JournalEntry running(int done, long changed, String text) {
    return new JournalEntry(
        number, name, direction, RUNNING, done, changed, startedAt, null, checksum, text);
  }

  /** The same, ended well. */
  public JournalEntry done(Instant now, @Nullable String text) {
    return ended(DONE, now, text);
  }

  /** The same, ended badly. */
  public JournalEntry failed(Instant now, @Nullable String text) {
    return ended(FAILED, now, text);
  }

  private JournalEntry ended(String how, Instant now, @Nullable String text) {
    return new JournalEntry(
        number, name, direction, how, step, rows, startedAt, now, checksum, text);
  }
}
