package io.ztoq.run;

import io.ztoq.store.Store;
import java.time.Instant;

/** Which runs of a store are certainly over. */
public final class DeadRuns {

  private final Store store;

  public DeadRuns(Store store) {
    this.store = store;
  }

  /** False for a run that this store does not know. */
  public boolean isOver(String runId) {
    return store
        .read(
            session ->
                session.first(
                    "SELECT host, pid, started_at, ended_at FROM run WHERE run_id = ?",
                    row -> {
                      Instant started = row.instant("started_at");
                      return row.instant("ended_at") != null
                          || new Holder(row.text("host"), row.number("pid"))
                              .isGone(started == null ? Instant.EPOCH : started);
                    },
                    runId))
        .orElse(false);
  }
}
