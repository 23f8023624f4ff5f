package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.store.Ledger;
import io.ztoq.store.TargetObject;
import io.ztoq.store.Written;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one load share.
 *
 * @param settleTime how long qTest may need until lists show a write
 */
public record Loading(
    Ledger ledger,
    LoadTarget target,
    QTestRequests requests,
    QTestLists lists,
    WorkFeed feed,
    LoadCounts counts,
    Duration settleTime,
    OnConflict onConflict,
    Clock clock) {

  /** What to do with an object that somebody edited in qTest since we wrote it. */
  public enum OnConflict {
    SKIP,
    OVERWRITE,
    FAIL
  }

  /** Records an object that stands in qTest as {@code live} shows it. */
  void written(
      TargetObject object,
      JsonNode live,
      @Nullable String digest,
      LoadCounts.Outcome outcome,
      boolean ours) {
    ledger.written(
        object,
        new Written(
            live.path("id").asLong(),
            text(live, "pid"),
            live.path("test_case_version_id").isIntegralNumber()
                ? live.path("test_case_version_id").asLong()
                : null,
            text(live, "version"),
            digest,
            ours));
    counts.add(object.kind(), outcome);
  }

  private static @Nullable String text(JsonNode live, String name) {
    return live.path(name).isTextual() ? live.path(name).asText() : null;
  }
}
