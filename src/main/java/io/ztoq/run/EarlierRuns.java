package io.ztoq.run;

import io.ztoq.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What is known of the runs of a project before this one. */
public final class EarlierRuns {

  private final Store store;
  private final String projectKey;

  public EarlierRuns(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /**
   * When a run that had this phase last came to its end, with or without rejects; empty when none
   * did. A run that was killed, stopped or refused did not: the next one goes on with its work.
   */
  public Optional<Instant> lastDone(String phase) {
    return store.read(
        session ->
            session.first(
                """
                SELECT ended_at FROM run
                WHERE project_key = ? AND exit_code IN (0, 1) AND ',' || phases || ',' LIKE '%,' || ? || ',%'
                ORDER BY ended_at DESC LIMIT 1
                """,
                row -> Objects.requireNonNull(row.instant("ended_at")), projectKey, phase));
  }
}
