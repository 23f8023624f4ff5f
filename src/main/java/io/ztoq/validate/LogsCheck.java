package io.ztoq.validate;

import io.ztoq.qtest.LiveLog;
import io.ztoq.qtest.LivePage;
import io.ztoq.qtest.LogDocument;
import io.ztoq.qtest.LogSteps;
import io.ztoq.qtest.StepTree.FlatStep;
import io.ztoq.store.Finding;
import io.ztoq.store.Json;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LiveObject;
import io.ztoq.store.LiveObject.Relations;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetSteps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares test logs: status, times, note, build, results of the steps. */
final class LogsCheck {

  private static final String KIND = TargetKind.TEST_LOG.name();

  private final ReadBack back;
  private final String defaultStatus;

  /**
   * @param defaultStatus name of the status of a step without a result
   */
  LogsCheck(ReadBack back, String defaultStatus) {
    this.back = back;
    this.defaultStatus = defaultStatus;
  }

  /** All logs that the search knows. */
  void searchAll() {
    AllPages.each(
        number -> back.qtest().searchLogs(number).orElse(new LivePage<>(List.of(), 0L)),
        page -> check(page, true));
  }

  /** All logs of one run, for what the search did not show. */
  void logsOf(long runId) {
    AllPages.each(number -> back.qtest().logs(runId, number), page -> check(page, false));
  }

  /**
   * @param incomplete whether logs without run or step results are left for a second look
   */
  private void check(List<LiveLog> page, boolean incomplete) {
    List<Long> ids = page.stream().map(LiveLog::id).toList();
    Set<Long> known = back.live().seen(KIND, ids);
    Map<Long, LedgerRow> rows = back.rowsOf(TargetKind.TEST_LOG, ids);
    Map<Long, LogDocument> documents = new HashMap<>();
    rows.forEach(
        (id, row) -> {
          if (row.written()) {
            documents.put(id, Json.read(Objects.requireNonNull(row.document()), LogDocument.class));
          }
        });
    Map<String, List<FlatStep>> places =
        steps(documents.values().stream().map(LogDocument::caseKey).toList());
    Set<Long> withStepFiles =
        back.ledger().withStepFiles(rows.values().stream().map(LedgerRow::id).toList());
    List<LiveObject> seen = new ArrayList<>();
    List<Finding> found = new ArrayList<>();
    for (LiveLog live : page) {
      LogDocument document = documents.get(live.id());
      if (known.contains(live.id()) || incomplete && isIncomplete(live, document)) {
        continue;
      }
      LedgerRow row = rows.get(live.id());
      List<FlatStep> steps =
          document == null ? List.of() : places.getOrDefault(document.caseKey(), List.of());
      seen.add(check(live, row, document, steps, found));
      if (row != null && document != null && withStepFiles.contains(row.id())) {
        seen.addAll(stepLogs(live, document, steps));
      }
    }
    back.keep(seen, found);
  }

  private Map<String, List<FlatStep>> steps(Collection<String> caseKeys) {
    Map<String, List<FlatStep>> steps = new HashMap<>();
    back.ledger()
        .steps(caseKeys)
        .forEach((key, found) -> steps.put(key, found.stream().map(LogsCheck::flat).toList()));
    return steps;
  }

  private static FlatStep flat(TargetSteps.Step step) {
    return new FlatStep(
        step.position(),
        step.ownPosition(),
        step.stepId(),
        step.calledCaseId(),
        step.parentStepId());
  }

  private static boolean isIncomplete(LiveLog live, @Nullable LogDocument document) {
    return live.runId() == null
        || document != null && live.stepLogs() == null && !document.stepLogs().isEmpty();
  }

  private LiveObject check(
      LiveLog live,
      @Nullable LedgerRow row,
      @Nullable LogDocument document,
      List<FlatStep> steps,
      List<Finding> found) {
    Relations relations =
        new Relations(live.runId(), null, live.caseVersionId(), null, live.status(), null, null);
    if (row == null || document == null) {
      return LiveObject.seen(KIND, live.id(), Marker.inText(live.note()), relations);
    }
    Comparison comparison = new Comparison(row);
    Places.compare(comparison, row, live.runId());
    comparison.text("VAL-STATUS", "status", document.status(), live.status());
    comparison.instant("VAL-TIME", "start", document.start(), live.start());
    comparison.instant("VAL-TIME", "end", document.end(), live.end());
    comparison.html("VAL-TEXT", "note", document.note(), live.note());
    String marker = Marker.inText(live.note());
    comparison.text(
        "VAL-MARKER", "marker", document.marker(), marker == null ? "" : "[zephyr:" + marker + "]");
    comparison.text("VAL-BUILD", "build number", document.buildNumber(), live.buildNumber());
    results(comparison, document, live, steps);
    found.addAll(comparison.findings());
    return comparison.seen(live.id(), relations);
  }

  private void results(
      Comparison comparison, LogDocument document, LiveLog live, List<FlatStep> steps) {
    Map<Integer, LiveLog.StepLog> byPlace = byPlace(live, document, steps);
    for (LogDocument.StepLog expected : document.stepLogs()) {
      String name = "result of step " + expected.position();
      LiveLog.StepLog actual = byPlace.remove(expected.position());
      if (actual == null) {
        comparison.difference("VAL-STEP-RESULT", name, expected.status(), "(missing)");
      } else {
        comparison.text("VAL-STEP-RESULT", name + " status", expected.status(), actual.status());
        comparison.html(
            "VAL-STEP-RESULT", name + " text", expected.actualResult(), actual.actualResult());
      }
    }
    byPlace.forEach(
        (place, actual) -> {
          boolean empty = actual.actualResult().isBlank();
          boolean untouched = Set.of("", defaultStatus, live.status()).contains(actual.status());
          if (!empty || !untouched) {
            comparison.difference(
                "VAL-STEP-RESULT", "result of step " + place, "(none)", actual.status());
          }
        });
  }

  private static Map<Integer, LiveLog.StepLog> byPlace(
      LiveLog live, LogDocument document, List<FlatStep> steps) {
    List<LiveLog.StepLog> results = live.stepLogs() == null ? List.of() : live.stepLogs();
    List<Integer> positions = LogSteps.positions(results, steps, document);
    Map<Integer, LiveLog.StepLog> places = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      places.put(positions.get(i), results.get(i));
    }
    return places;
  }

  private static List<LiveObject> stepLogs(
      LiveLog live, LogDocument document, List<FlatStep> steps) {
    List<LiveObject> found = new ArrayList<>();
    byPlace(live, document, steps)
        .forEach(
            (place, result) -> {
              if (result.id() != null) {
                found.add(
                    LiveObject.seen(
                        "TEST_STEP_LOG", result.id(), null, Relations.below(live.id(), place)));
              }
            });
    return found;
  }
}
