package io.ztoq.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.store.RollbackLedger.Standing;
import io.ztoq.store.TargetKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs that ztoq has not deleted. Which cases they use is asked for once, when the first case's
 * turn comes: by then our runs are gone. Thread-safe.
 */
final class OtherRuns {

  private final QTestRequests requests;
  private final QTestLists lists;
  private final Set<Long> deletedRuns = ConcurrentHashMap.newKeySet();
  private @Nullable Map<Long, String> usedBy;
  private @Nullable String notShown;

  OtherRuns(QTestRequests requests, QTestLists lists) {
    this.requests = requests;
    this.lists = lists;
  }

  /** A list may show a run for a while after it was deleted. */
  void deleted(Standing object) {
    if (object.kind() == TargetKind.TEST_RUN) {
      deletedRuns.add(object.targetId());
    }
  }

  /** Why a case must stay; null when no run uses it. */
  synchronized @Nullable String of(long caseId) {
    if (usedBy == null) {
      usedBy = read();
    }
    String run = usedBy.get(caseId);
    return run == null ? notShown : run + " of somebody else uses it";
  }

  /** Ours are gone when their suite's turn comes; qTest would delete those of others with it. */
  boolean isIn(Standing suite) {
    Place place = new Place(suite.targetId(), "test-suite");
    return !lists.all(requests.list("test-runs", place), Paging.PAGE_SIZE).isEmpty();
  }

  private Map<Long, String> read() {
    Map<Long, String> found = new HashMap<>();
    try {
      Set<Place> places = new HashSet<>(Set.of(Place.ROOT));
      lists
          .all(requests.get("releases").with("includeClosed", true), Paging.NONE)
          .forEach(release -> places.add(new Place(release.path("id").asLong(), "release")));
      for (Place place : places) {
        lists.each(
            requests.list("test-runs", place).with("expand", "descendants"),
            Paging.PAGE_SIZE,
            run -> note(run, found));
      }
    } catch (RecordRejected refused) {
      notShown = "qTest does not show which runs use it (%s)".formatted(refused.getMessage());
    }
    return found;
  }

  private boolean note(JsonNode run, Map<Long, String> found) {
    if (!deletedRuns.contains(run.path("id").asLong())) {
      long own = run.path("test_case").path("id").asLong(0);
      found.putIfAbsent(
          own > 0 ? own : run.path("testCaseId").asLong(0),
          "test run " + run.path("pid").asText(run.path("id").asText()));
    }
    return false;
  }
}
