package io.ztoq.validate;

import io.ztoq.qtest.CaseDocument;
import io.ztoq.qtest.LiveCase;
import io.ztoq.qtest.LivePage;
import io.ztoq.store.Finding;
import io.ztoq.store.Json;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LiveObject;
import io.ztoq.store.LiveObject.Relations;
import io.ztoq.store.TargetKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the test cases of one module with their documents: texts, fields, steps, calls,
 * approval.
 */
final class CasesCheck {

  private static final String KIND = TargetKind.TEST_CASE.name();

  private final ReadBack back;
  private final FieldsCheck fields;

  CasesCheck(ReadBack back, FieldsCheck fields) {
    this.back = back;
    this.fields = fields;
  }

  /** All cases directly in a module. */
  void casesIn(long moduleId) {
    int number = 1;
    while (check(back.qtest().cases(moduleId, number), moduleId)) {
      number++;
    }
  }

  /**
   * Notes cases of ours that stand somewhere else.
   *
   * @return false when the search is not available
   */
  boolean searchEverywhere() {
    if (back.qtest().searchCases(Marker.FIELD, 1).isEmpty()) {
      return false;
    }
    AllPages.each(
        number ->
            back.qtest().searchCases(Marker.FIELD, number).orElse(new LivePage<>(List.of(), null)),
        this::noteStrangers);
    return true;
  }

  private void noteStrangers(List<LiveCase> page) {
    List<Long> ids = page.stream().map(LiveCase::id).toList();
    Set<Long> known = back.live().seen(KIND, ids);
    Set<Long> ledger = back.rowsOf(TargetKind.TEST_CASE, ids).keySet();
    List<LiveObject> more = new ArrayList<>();
    for (LiveCase found : page) {
      String key = Marker.inFields(found.properties(), fields.labels());
      if (key != null && !known.contains(found.id()) && !ledger.contains(found.id())) {
        more.add(LiveObject.seen(KIND, found.id(), key, Relations.below(found.parentId(), null)));
      }
    }
    back.live().put(more);
  }

  /** Compares one case that its module's list did not show. */
  boolean readAlone(LedgerRow row) {
    var live = back.qtest().testCase(Objects.requireNonNull(row.targetId()));
    live.ifPresent(one -> check(List.of(one), one.parentId()));
    return live.isPresent();
  }

  /** Returns whether the page showed anything new. */
  private boolean check(List<LiveCase> listed, @Nullable Long parent) {
    List<Long> ids = listed.stream().map(LiveCase::id).toList();
    Set<Long> known = back.live().seen(KIND, ids);
    List<LiveCase> page =
        listed.stream().filter(live -> !known.contains(live.id())).map(this::withSteps).toList();
    Map<Long, LedgerRow> rows = back.rowsOf(TargetKind.TEST_CASE, ids);
    Set<Long> withStepFiles =
        back.ledger().withStepFiles(rows.values().stream().map(LedgerRow::id).toList());
    Map<Long, String> calledKeys = calledKeys(page);
    List<LiveObject> seen = new ArrayList<>();
    List<Finding> found = new ArrayList<>();
    for (LiveCase live : page) {
      LedgerRow row = rows.get(live.id());
      seen.add(check(live, row, parent, calledKeys, found));
      if (row != null && withStepFiles.contains(row.id())) {
        seen.addAll(steps(live));
      }
    }
    back.keep(seen, found);
    return !seen.isEmpty();
  }

  private LiveObject check(
      LiveCase live,
      @Nullable LedgerRow row,
      @Nullable Long parent,
      Map<Long, String> calledKeys,
      List<Finding> found) {
    Relations relations =
        new Relations(parent, null, live.versionId(), live.version(), null, null, live.order());
    String marker = Marker.inFields(live.properties(), fields.labels());
    if (row == null || !row.written()) {
      return LiveObject.seen(KIND, live.id(), marker, relations);
    }
    Comparison comparison = new Comparison(row);
    CaseDocument document = Json.read(Objects.requireNonNull(row.document()), CaseDocument.class);
    Places.compare(comparison, row, parent);
    comparison.text("VAL-NAME", "name", document.name(), live.name());
    comparison.html("VAL-TEXT", "description", document.description(), live.description());
    comparison.html("VAL-TEXT", "precondition", document.precondition(), live.precondition());
    fields.compare(comparison, document.fields(), live.properties());
    StepsCheck.compare(comparison, document.steps(), stepsOf(live), calledKeys);
    found.addAll(comparison.findings());
    return comparison.seen(live.id(), relations);
  }

  /** Steps come with the list; where an answer leaves them out, the case is read alone. */
  private LiveCase withSteps(LiveCase live) {
    return live.steps() == null
        ? live.with(back.qtest().testCase(live.id()).map(LiveCase::steps).orElse(null))
        : live;
  }

  private static List<LiveCase.Step> stepsOf(LiveCase live) {
    return live.steps() == null ? List.of() : live.steps();
  }

  private Map<Long, String> calledKeys(List<LiveCase> page) {
    Set<Long> called = new HashSet<>();
    for (LiveCase live : page) {
      stepsOf(live).stream()
          .map(LiveCase.Step::calledCaseId)
          .filter(Objects::nonNull)
          .forEach(called::add);
    }
    Map<Long, String> keys = new HashMap<>();
    back.rowsOf(TargetKind.TEST_CASE, called).forEach((id, row) -> keys.put(id, row.sourceKey()));
    return keys;
  }

  private static List<LiveObject> steps(LiveCase live) {
    List<LiveObject> places = new ArrayList<>();
    int place = 0;
    for (LiveCase.Step step : StepsCheck.inOrder(stepsOf(live))) {
      places.add(
          LiveObject.seen("TEST_STEP", step.id(), null, Relations.below(live.id(), ++place)));
    }
    return places;
  }
}
