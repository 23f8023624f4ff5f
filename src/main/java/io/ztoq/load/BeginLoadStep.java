package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RecordRejected;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.store.LedgerStart;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Handler;

/**
 * Brings the ledger into a state from which a load can go on: settles what an earlier load left in
 * doubt, plans rejected rows again, counts what waits for what, and finds again what the store has
 * lost.
 */
public final class BeginLoadStep {

  private final Loading loading;
  private final LedgerStart ledgerStart;
  private final Map<TargetKind, ObjectForm> forms;
  private final Lookout lookout;
  private final Recognition recognition;

  BeginLoadStep(
      Loading loading,
      LedgerStart ledgerStart,
      Map<TargetKind, ObjectForm> forms,
      Recognition recognition) {
    this.recognition = recognition;
    this.loading = loading;
    this.ledgerStart = ledgerStart;
    this.forms = forms;
    this.lookout = new Lookout(loading);
  }

  /**
   * Rows without a form of their own (approvals, readings) and updates are simply done again: they
   * look by themselves.
   */
  @Handler
  public void begin() {
    Instant start = loading.clock().instant();
    List<TargetObject> repeatable = new ArrayList<>();
    List<TargetObject> doubtful = new ArrayList<>();
    for (TargetObject one : loading.ledger().takeOverDoubts()) {
      boolean looksItself = one.isUpdate() || one.kind() == TargetKind.STEP_READING;
      (looksItself || neverSent(one) ? repeatable : doubtful).add(one.inDoubt(start));
    }
    loading.ledger().release(repeatable);
    List<TargetObject> absent = lookForAll(doubtful);
    if (!absent.isEmpty()) {
      Settle.until(start.plus(loading.settleTime()), loading.clock());
      loading.ledger().release(lookForAll(absent));
    }
    ledgerStart.begin();
    if (recognition.adoptAll()) {
      ledgerStart.begin();
      recognition.rejectDoubles();
    }
  }

  private static boolean neverSent(TargetObject object) {
    TargetObject.Parent parent = object.parent();
    return parent != null && parent.targetId() == 0;
  }

  /** Looks into each list once; returns what is not there. */
  private List<TargetObject> lookForAll(List<TargetObject> doubtful) {
    Map<String, List<TargetObject>> byList = new LinkedHashMap<>();
    List<TargetObject> absent = new ArrayList<>();
    for (TargetObject one : doubtful) {
      if (one.kind() == TargetKind.APPROVAL) {
        lookForApproval(one, absent);
      } else {
        orReject(one, () -> byList.computeIfAbsent(listOf(one), key -> new ArrayList<>()).add(one));
      }
    }
    byList.values().forEach(group -> lookForGroup(group, absent));
    return absent;
  }

  private String listOf(TargetObject object) {
    ApiRequest list = form(object).siblings(object);
    return list.path() + list.query();
  }

  private ObjectForm form(TargetObject object) {
    ObjectForm form = forms.get(object.kind());
    if (form == null) {
      throw new IllegalStateException("no form for " + object.kind());
    }
    return form;
  }

  private void lookForGroup(List<TargetObject> group, List<TargetObject> absent) {
    TargetObject first = group.get(0);
    Map<Long, List<JsonNode>> found = new LinkedHashMap<>();
    try {
      loading
          .lists()
          .each(
              form(first).siblings(first),
              form(first).paging(),
              row -> {
                group.stream()
                    .filter(one -> form(one).isIt(one, row))
                    .forEach(
                        one -> found.computeIfAbsent(one.id(), key -> new ArrayList<>()).add(row));
                return false;
              });
    } catch (RecordRejected parentGone) {
      group.forEach(one -> reject(one, parentGone));
      return;
    }
    for (TargetObject one : group) {
      List<JsonNode> rows = found.get(one.id());
      if (rows == null) {
        absent.add(one);
      } else {
        orReject(one, () -> settle(one, rows));
      }
    }
  }

  private void settle(TargetObject object, List<JsonNode> rows) {
    Lookout.Sight sight = lookout.settle(form(object), object, rows);
    if (sight.what() == Lookout.What.DIFFERENT) {
      loading.ledger().release(List.of(object));
    }
  }

  private void lookForApproval(TargetObject object, List<TargetObject> absent) {
    orReject(
        object,
        () -> {
          long caseId = Targets.parent(object).targetId();
          JsonNode live = loading.lists().one(loading.requests().read(CaseForm.TYPE, caseId));
          if (RequestApprovalStep.isApproved(live)) {
            loading.written(object, live, null, Outcome.DONE, false);
          } else {
            absent.add(object);
          }
        });
  }

  private void orReject(TargetObject object, Runnable work) {
    try {
      work.run();
    } catch (RecordRejected problem) {
      reject(object, problem);
    }
  }

  private void reject(TargetObject object, RecordRejected problem) {
    loading.ledger().rejected(object, problem);
    loading.counts().add(object.kind(), Outcome.REJECTED);
  }
}
