package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.failure.RecordRejected;
import io.ztoq.qtest.LogDocument;
import io.ztoq.store.Json;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.PlannedObject.Need;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.Session;
import io.ztoq.store.TargetKind;
import io.ztoq.store.WrittenLogs;
import io.ztoq.store.WrittenLogs.WrittenLog;
import io.ztoq.store.source.Cases.ExecutedCase;
import io.ztoq.store.source.Executions;
import io.ztoq.store.source.Executions.ExecutionRow;
import io.ztoq.store.source.Executions.StepResult;
import io.ztoq.store.source.Extras;
import io.ztoq.store.source.Extras.FileRow;
import io.ztoq.transform.ExecutionsStage.CaseFacts;
import io.ztoq.transform.ExecutionsStage.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes executions in the order of their runs; remembers from one page to the next which log came
 * before.
 */
final class ExecutionPage {

  static final int LOG_RANK = 6000;
  private static final int RUN_RANK = 5000;

  private final Pages pages;
  private final TransformState state;
  private final CaseFacts cases;
  private final RunBuilder runs;
  private final LogBuilder logs;
  private @Nullable String logBefore;
  private int placeInRun;

  ExecutionPage(Pages pages, TransformState state, CaseFacts cases) {
    this.pages = pages;
    this.state = state;
    this.cases = cases;
    this.runs = new RunBuilder(state.rules(), state.plan());
    this.logs = new LogBuilder(state.rules());
  }

  private record Loaded(
      Map<Long, ExecutionRow> rows,
      Map<Long, List<StepResult>> steps,
      Map<Long, List<CustomField>> fields,
      Map<Long, List<EntityLink>> links,
      Map<Long, List<FileRow>> files,
      Map<String, WrittenLog> written) {

    /** Whether the result of an execution stands at another run than its own. */
    boolean isElsewhere(String key, Place place) {
      WrittenLog log = written.get(key);
      return log != null && !place.runKey().equals(log.runKey());
    }
  }

  /** One transaction; one more before it where results have to be left behind. */
  void write(List<Place> places) {
    String before = logBefore;
    int place = placeInRun;
    PageResult result = plan(places);
    if (!result.left().isEmpty()) {
      state.ledger().leave(result.left());
      logBefore = before;
      placeInRun = place;
      result = plan(places);
    }
    pages.write(state, result);
  }

  private PageResult plan(List<Place> places) {
    Loaded loaded = pages.store().read(session -> load(session, places));
    PageResult result = new PageResult(state);
    for (Place place : places) {
      if (place.isFirst()) {
        logBefore = null;
        placeInRun = 0;
        result.add(run(place, loaded, result));
      }
      log(place, loaded, result);
    }
    return result;
  }

  private Loaded load(Session session, List<Place> places) throws SQLException {
    List<Long> ids = places.stream().map(place -> place.head().id()).toList();
    List<Long> withLatest =
        Stream.concat(ids.stream(), places.stream().map(Place::latestId)).distinct().toList();
    List<FileRow> files = new ArrayList<>();
    if (pages.options().includeAttachments()) {
      files.addAll(Extras.files(session, "TestExecution", ids));
      files.addAll(Extras.executionStepFiles(session, ids));
    }
    return new Loaded(
        Executions.named(session, ids),
        Executions.steps(session, ids),
        Extras.fields(session, "TestExecution", withLatest),
        Extras.links(session, "TestExecution", ids),
        files.stream().collect(Collectors.groupingBy(FileRow::ownerId)),
        WrittenLogs.of(
            session,
            state.projectKey(),
            places.stream().map(Place::head).map(ExecutionPage::key).toList()));
  }

  private static String key(Executions.Head head) {
    return Keys.execution(head.key(), head.id());
  }

  private PlannedObject run(Place place, Loaded loaded, PageResult result) {
    ExecutedCase testCase = cases.row(place.head());
    Ref ref = new Ref(TargetKind.TEST_RUN, place.runKey());
    String cycleKey = place.head().cycleKey();
    Ref parent =
        cycleKey == null
            ? new Ref(TargetKind.TEST_CYCLE, Keys.ADHOC)
            : new Ref(CyclesStage.kind(pages.options()), Keys.cycle(cycleKey));
    String sortKey = SortKeys.of(place.head().id());
    LossNotes losses = new LossNotes("TestRun", place.runKey());
    try {
      List<CustomField> latest = loaded.fields().getOrDefault(place.latestId(), List.of());
      String document =
          Json.write(
              runs.build(place.runKey(), testCase, place.head().environment(), latest, losses));
      result.add(losses);
      return new PlannedObject(ref, parent, RUN_RANK, sortKey, document, runNeeds(testCase));
    } catch (RecordRejected problem) {
      result.reject(problem, TargetKind.TEST_RUN, place.runKey());
      return PlannedObject.rejected(ref, parent, RUN_RANK, sortKey);
    }
  }

  private List<Need> runNeeds(ExecutedCase testCase) {
    List<Need> needs = new ArrayList<>();
    needs.add(Need.of(TargetKind.TEST_CASE, testCase.key()));
    if (pages.options().approve()) {
      needs.add(Need.of(TargetKind.APPROVAL, testCase.key()));
    }
    needs.add(Need.of(TargetKind.STEP_READING, Keys.module(testCase.folderId())));
    return needs;
  }

  private void log(Place place, Loaded loaded, PageResult result) {
    ExecutionRow row = loaded.rows().get(place.head().id());
    if (row == null) {
      return;
    }
    String key = Keys.execution(row.key(), row.id());
    Ref ref = new Ref(TargetKind.TEST_LOG, key);
    Ref run = new Ref(TargetKind.TEST_RUN, place.runKey());
    String sortKey = SortKeys.of(++placeInRun, row.id());
    LossNotes losses = new LossNotes("TestExecution", key);
    try {
      String status = Names.resolved(key, "status", row.status(), row.statusId());
      Optional<String> target = state.rules().status().translate(key, status == null ? "" : status);
      LogBuilder.Source source = source(place, row, loaded);
      if (target.isPresent()) {
        Names.checkRead(key, "step results", row.isUnread());
        StepResults results = results(place, loaded, key, losses);
        RecordTexts texts = new RecordTexts(state.rules().texts(), losses);
        String document = Json.write(logs.build(source, target.get(), results, texts));
        if (loaded.isElsewhere(key, place) || state.ledger().hasLeft(key)) {
          result.leave(key, place.runKey());
        }
        result.add(new PlannedObject(ref, run, LOG_RANK, sortKey, document, before()));
        logBefore = key;
        files(ref, key, results, loaded.files().getOrDefault(row.id(), List.of()), result);
      } else {
        StepResults results = results(place, loaded, key, new LossNotes("TestExecution", key));
        WithoutLog.note(source, results, loaded.files().getOrDefault(row.id(), List.of()), losses);
        noteOldResult(loaded.written().get(key), losses);
      }
      noteOrphan(place, row, losses);
      result.add(losses);
    } catch (RecordRejected problem) {
      result.reject(problem, TargetKind.TEST_LOG, key);
      Ref parent = loaded.isElsewhere(key, place) ? null : run;
      result.add(PlannedObject.rejected(ref, parent, LOG_RANK, sortKey));
      files(ref, key, null, loaded.files().getOrDefault(row.id(), List.of()), result);
    }
  }

  private StepResults results(Place place, Loaded loaded, String key, LossNotes losses) {
    int now = cases.stepCounts().getOrDefault(place.head().caseId(), 0);
    WrittenLog log = loaded.isElsewhere(key, place) ? null : loaded.written().get(key);
    String written = log == null ? null : log.document();
    // qTest freezes the steps of a log: it stays with the version that it was written for
    int steps = written == null ? now : Json.read(written, LogDocument.class).stepCount();
    RecordTexts texts = new RecordTexts(state.rules().texts(), losses);
    StepResults results = new StepResults(key, state.rules().status(), texts, steps);
    results.build(loaded.steps().getOrDefault(place.head().id(), List.of()));
    return results;
  }

  private LogBuilder.Source source(Place place, ExecutionRow row, Loaded loaded) {
    Map<String, CustomField> runFields =
        loaded.fields().getOrDefault(place.latestId(), List.of()).stream()
            .filter(field -> runs.target(field.name()) != null)
            .collect(Collectors.toMap(CustomField::name, Function.identity()));
    LogBuilder.Extras extras =
        new LogBuilder.Extras(
            loaded.fields().getOrDefault(row.id(), List.of()),
            loaded.links().getOrDefault(row.id(), List.of()));
    return new LogBuilder.Source(row, cases.row(place.head()), extras, new HashMap<>(runFields));
  }

  private List<Need> before() {
    return logBefore == null ? List.of() : List.of(Need.order(TargetKind.TEST_LOG, logBefore));
  }

  private void files(
      Ref log, String key, @Nullable StepResults results, List<FileRow> files, PageResult result) {
    FilePlanner.Owner owner =
        new FilePlanner.Owner("TestExecution", "TestExecutionStep", key, log, null);
    new FilePlanner(
            pages.options().attachmentLimit(), state.rules().objects().contentTypes(), result)
        .plan(owner, files, file -> results == null ? 0 : results.logPosition(file.stepOrder()));
  }

  private static void noteOldResult(@Nullable WrittenLog log, LossNotes losses) {
    if (log != null) {
      losses.add(
          LossKind.NOT_EXECUTED_AGAIN,
          "testExecutionStatus",
          "the result that was written before, at test run %s; qTest deletes no results"
              .formatted(log.runKey()));
    }
  }

  private static void noteOrphan(Place place, ExecutionRow row, LossNotes losses) {
    if (place.head().cycleKey() == null && row.sourceCycle() != null) {
      losses.add(
          LossKind.ORPHAN_EXECUTION,
          "testCycle",
          "the ad-hoc cycle; " + row.sourceCycle() + " is not in Zephyr");
    }
  }
}
