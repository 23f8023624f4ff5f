package io.ztoq.validate;

import io.ztoq.qtest.LivePage;
import io.ztoq.qtest.LiveRun;
import io.ztoq.qtest.RunDocument;
import io.ztoq.store.Finding;
import io.ztoq.store.Json;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LiveObject;
import io.ztoq.store.LiveObject.Relations;
import io.ztoq.store.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the test runs of one cycle or suite: name, case, fields. Versions and results are
 * checked as a whole.
 */
final class RunsCheck {

  private static final String KIND = TargetKind.TEST_RUN.name();

  private final ReadBack back;
  private final FieldsCheck fields;

  RunsCheck(ReadBack back, FieldsCheck fields) {
    this.back = back;
    this.fields = fields;
  }

  /**
   * All runs directly in a container.
   *
   * @param parentType test-cycle or test-suite
   */
  void runsIn(String parentType, long parentId) {
    AllPages.each(
        number -> back.qtest().runs(parentType, parentId, number), page -> check(page, parentId));
  }

  /**
   * Notes runs of ours that stand somewhere else.
   *
   * @return false when the search is not available
   */
  boolean searchEverywhere() {
    if (back.qtest().searchRuns(Marker.FIELD, 1).isEmpty()) {
      return false;
    }
    AllPages.each(
        number ->
            back.qtest().searchRuns(Marker.FIELD, number).orElse(new LivePage<>(List.of(), null)),
        this::noteStrangers);
    return true;
  }

  /** Compares one run that its container's list did not show. */
  boolean readAlone(LedgerRow row) {
    var live = back.qtest().run(Objects.requireNonNull(row.targetId()));
    live.ifPresent(one -> check(List.of(one), one.parentId()));
    return live.isPresent();
  }

  private void check(List<LiveRun> page, @Nullable Long parent) {
    List<Long> ids = page.stream().map(LiveRun::id).toList();
    Set<Long> known = back.live().seen(KIND, ids);
    Map<Long, LedgerRow> rows = back.rowsOf(TargetKind.TEST_RUN, ids);
    Map<Long, LedgerRow> cases =
        back.rowsOf(
            TargetKind.TEST_CASE,
            page.stream().map(LiveRun::caseId).filter(Objects::nonNull).toList());
    List<LiveObject> seen = new ArrayList<>();
    List<Finding> found = new ArrayList<>();
    for (LiveRun live : page) {
      if (!known.contains(live.id())) {
        seen.add(check(live, rows.get(live.id()), parent, cases, found));
      }
    }
    back.keep(seen, found);
  }

  private LiveObject check(
      LiveRun live,
      @Nullable LedgerRow row,
      @Nullable Long parent,
      Map<Long, LedgerRow> cases,
      List<Finding> found) {
    Relations relations =
        new Relations(
            parent,
            live.caseId(),
            live.caseVersionId(),
            null,
            live.latestStatus(),
            live.latestLogId(),
            live.order());
    if (row == null || !row.written()) {
      return LiveObject.seen(
          KIND, live.id(), Marker.inFields(live.properties(), fields.labels()), relations);
    }
    Comparison comparison = new Comparison(row);
    RunDocument document = Json.read(Objects.requireNonNull(row.document()), RunDocument.class);
    Places.compare(comparison, row, parent);
    comparison.text("VAL-NAME", "name", document.name(), live.name());
    comparison.text("VAL-CASE", "test case", document.caseKey(), caseKey(live, cases));
    fields.compare(comparison, document.fields(), live.properties());
    found.addAll(comparison.findings());
    return comparison.seen(live.id(), relations);
  }

  private static String caseKey(LiveRun live, Map<Long, LedgerRow> cases) {
    LedgerRow testCase = live.caseId() == null ? null : cases.get(live.caseId());
    return testCase == null ? "qTest case " + live.caseId() : testCase.sourceKey();
  }

  private void noteStrangers(List<LiveRun> page) {
    List<Long> ids = page.stream().map(LiveRun::id).toList();
    Set<Long> known = back.live().seen(KIND, ids);
    Set<Long> ledger = back.rowsOf(TargetKind.TEST_RUN, ids).keySet();
    List<LiveObject> more = new ArrayList<>();
    for (LiveRun found : page) {
      String key = Marker.inFields(found.properties(), fields.labels());
      if (key != null && !known.contains(found.id()) && !ledger.contains(found.id())) {
        more.add(LiveObject.seen(KIND, found.id(), key, Relations.below(found.parentId(), null)));
      }
    }
    back.live().put(more);
  }
}
