package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RecordRejected;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.store.LedgerDoubts;
import io.ztoq.store.LedgerDoubts.Doubt;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Settles what an earlier load left in doubt: looked for where it was sent, which need not be where
 * it is planned by now, then everywhere. What the transform no longer wants is never sent again.
 */
final class Doubts {

  private final Loading loading;
  private final LedgerDoubts ledger;
  private final Map<TargetKind, ObjectForm> forms;
  private final LiveSweep sweep;
  private final Lookout lookout;

  Doubts(Loading loading, LedgerDoubts ledger, Map<TargetKind, ObjectForm> forms, LiveSweep sweep) {
    this.loading = loading;
    this.ledger = ledger;
    this.forms = forms;
    this.sweep = sweep;
    this.lookout = new Lookout(loading);
  }

  /**
   * Rows without a form of their own (approvals, readings) and updates are simply done again: they
   * look by themselves.
   */
  void settle() {
    Instant start = loading.clock().instant();
    List<TargetObject> repeatable = new ArrayList<>();
    List<Doubt> doubtful = new ArrayList<>();
    for (Doubt one : ledger.takeOver()) {
      Doubt inDoubt = new Doubt(one.object().inDoubt(start), one.sentBelow(), one.endsAs());
      boolean looksItself =
          one.object().isUpdate() || one.object().kind() == TargetKind.STEP_READING;
      if (!looksItself && !neverSent(one)) {
        doubtful.add(inDoubt);
      } else if (one.endsAs() != null) {
        ledger.unwanted(one, null, null);
      } else {
        repeatable.add(inDoubt.object());
      }
    }
    loading.ledger().release(repeatable);
    List<Doubt> absent = lookForAll(doubtful);
    if (!absent.isEmpty()) {
      Settle.until(start.plus(loading.settleTime()), loading.clock());
      lookEverywhere(lookForAll(absent)).forEach(this::absent);
    }
  }

  private static boolean neverSent(Doubt doubt) {
    TargetObject.Parent parent = doubt.sentBelow();
    return parent != null && parent.targetId() == 0;
  }

  private void absent(Doubt doubt) {
    if (doubt.endsAs() == null) {
      loading.ledger().release(List.of(doubt.object()));
    } else {
      ledger.unwanted(doubt, null, null);
    }
  }

  /** Looks into each list once; returns what is not there. */
  private List<Doubt> lookForAll(List<Doubt> doubtful) {
    Map<String, List<Doubt>> byList = new LinkedHashMap<>();
    List<Doubt> absent = new ArrayList<>();
    for (Doubt one : doubtful) {
      if (one.object().kind() == TargetKind.APPROVAL) {
        lookForApproval(one, absent);
      } else {
        orReject(one, () -> byList.computeIfAbsent(listOf(one), key -> new ArrayList<>()).add(one));
      }
    }
    byList.values().forEach(group -> lookForGroup(group, absent));
    return absent;
  }

  private ApiRequest list(Doubt doubt) {
    return form(doubt).siblings(doubt.object().below(doubt.sentBelow()));
  }

  private String listOf(Doubt doubt) {
    ApiRequest list = list(doubt);
    return list.path() + list.query();
  }

  private ObjectForm form(Doubt doubt) {
    return Objects.requireNonNull(
        forms.get(doubt.object().kind()), () -> "no form for " + doubt.object().kind());
  }

  private void lookForGroup(List<Doubt> group, List<Doubt> absent) {
    Doubt first = group.get(0);
    Map<Long, List<JsonNode>> found = new LinkedHashMap<>();
    try {
      loading
          .lists()
          .each(
              list(first),
              form(first).paging(),
              row -> {
                group.stream()
                    .filter(one -> form(one).isIt(one.object(), row))
                    .forEach(one -> keep(one, row, found));
                return false;
              });
    } catch (RecordRejected parentGone) {
      group.forEach(one -> withoutParent(one, parentGone, absent));
      return;
    }
    settle(group, found, absent);
  }

  private static void keep(Doubt one, JsonNode row, Map<Long, List<JsonNode>> found) {
    found.computeIfAbsent(one.object().id(), key -> new ArrayList<>()).add(row);
  }

  /** What was deleted together with its former parent is not there; it is planned elsewhere. */
  private void withoutParent(Doubt one, RecordRejected parentGone, List<Doubt> absent) {
    if (one.endsAs() != null || !Objects.equals(one.sentBelow(), one.object().parent())) {
      absent.add(one);
    } else {
      reject(one, parentGone);
    }
  }

  private void settle(List<Doubt> group, Map<Long, List<JsonNode>> found, List<Doubt> absent) {
    for (Doubt one : group) {
      List<JsonNode> rows = found.get(one.object().id());
      if (rows == null) {
        absent.add(one);
      } else {
        orReject(one, () -> settle(one, rows));
      }
    }
  }

  private void settle(Doubt doubt, List<JsonNode> rows) {
    TargetObject object = doubt.object();
    TargetObject.Parent parent = object.parent();
    JsonNode row = Lookout.only(object, rows);
    if (doubt.endsAs() != null) {
      ledger.unwanted(doubt, row.path("id").asLong(), row.path("pid").textValue());
    } else if (movedAway(doubt)) {
      ledger.left(doubt, row.path("id").asLong());
      loading.ledger().release(List.of(object));
    } else if (parent != null && parent.targetId() == 0) {
      // it moves when its new parent stands
      loading.ledger().adoptForUpdate(object, row.path("id").asLong(), row.path("pid").textValue());
      loading.ledger().release(List.of(object));
    } else if (lookout.settle(form(doubt), object, rows).what() == Lookout.What.DIFFERENT) {
      loading.ledger().release(List.of(object));
    }
  }

  /** qTest does not move results: it is written again where its execution belongs now. */
  private static boolean movedAway(Doubt doubt) {
    TargetObject.Parent sent = doubt.sentBelow();
    TargetObject.Parent parent = doubt.object().parent();
    return doubt.object().kind() == TargetKind.TEST_LOG
        && sent != null
        && parent != null
        && sent.id() != parent.id();
  }

  /** People move things; what trees and searches do not show either is returned. */
  private List<Doubt> lookEverywhere(List<Doubt> missing) {
    Map<TargetKind, Map<String, Doubt>> byKind = new EnumMap<>(TargetKind.class);
    for (Doubt one : missing) {
      byKind
          .computeIfAbsent(one.object().kind(), kind -> new LinkedHashMap<>())
          .put(one.object().sourceKey(), one);
    }
    List<Doubt> absent = new ArrayList<>();
    byKind.forEach(
        (kind, byKey) -> {
          Map<Long, List<JsonNode>> found = new LinkedHashMap<>();
          sweep.each(
              kind,
              row ->
                  sweep
                      .key(kind, row)
                      .map(byKey::get)
                      .filter(one -> !ledger.isKnown(kind, row.path("id").asLong()))
                      .ifPresent(one -> keep(one, row, found)));
          settle(List.copyOf(byKey.values()), found, absent);
        });
    return absent;
  }

  private void lookForApproval(Doubt doubt, List<Doubt> absent) {
    orReject(
        doubt,
        () -> {
          TargetObject object = doubt.object();
          long caseId = Targets.parent(object).targetId();
          JsonNode live = loading.lists().one(loading.requests().read(CaseForm.TYPE, caseId));
          if (RequestApprovalStep.isApproved(live) && doubt.endsAs() == null) {
            loading.written(object, live, null, Outcome.DONE, false);
          } else {
            absent.add(doubt);
          }
        });
  }

  private void orReject(Doubt doubt, Runnable work) {
    try {
      work.run();
    } catch (RecordRejected problem) {
      reject(doubt, problem);
    }
  }

  private void reject(Doubt doubt, RecordRejected problem) {
    loading.ledger().rejected(doubt.object(), problem);
    loading.counts().add(doubt.object().kind(), Outcome.REJECTED);
  }
}
