package io.ztoq.store;

import java.util.List;

/**
 * How far a load is, from the ledger alone, so that it is right after a crash and for other
 * processes too.
 */
public final class LoadProgress {

  private final Store store;

  public LoadProgress(Store store) {
    this.store = store;
  }

  /**
   * @param state PLANNED, SENDING, WRITTEN, REJECTED, HELD or GONE
   * @param count 1 or more
   */
  public record Count(TargetKind kind, String state, long count) {}

  /** In the order in which kinds are loaded. */
  public List<Count> counts(String projectKey) {
    return store.read(
        session ->
            session.query(
                """
            SELECT kind, state, count(*) AS objects, min(rank) AS first_rank FROM target_object
            WHERE project_key = ? GROUP BY kind, state ORDER BY first_rank, kind, state""",
                row ->
                    new Count(
                        TargetKind.valueOf(row.text("kind")),
                        row.text("state"),
                        row.number("objects")),
                projectKey));
  }
}
