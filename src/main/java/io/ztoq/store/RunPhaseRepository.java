package io.ztoq.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When each phase of a run began and how it ended; thread-safe. */
public final class RunPhaseRepository {

  private final Store store;
  private final String runId;

  public RunPhaseRepository(Store store, String runId) {
    this.store = store;
    this.runId = runId;
  }

  /** Notes that a phase begins; the run must be in the store. */
  public void begin(String phase, Instant now) {
    store.write(
        session ->
            session.update(
                """
                INSERT INTO run_phase(run_id, phase, state, started_at) VALUES (?, ?, 'RUNNING', ?)
                ON CONFLICT (run_id, phase) DO UPDATE SET state = 'RUNNING', ended_at = NULL, message = NULL
                """,
                runId,
                phase,
                now));
  }

  /**
   * Notes how a phase ended.
   *
   * @param message why it did not end well, null when it did
   */
  public void end(String phase, State state, Instant now, @Nullable String message) {
    store.write(
        session ->
            session.update(
                "UPDATE run_phase SET state = ?, ended_at = ?, message = ? WHERE run_id = ? AND phase = ?",
                state,
                now,
                message,
                runId,
                phase));
  }

  /** How a phase stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    STOPPED
  }
}
