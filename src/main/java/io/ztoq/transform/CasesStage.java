package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.canonical.TestStep;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.Json;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.PlannedObject.Need;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.Session;
import io.ztoq.store.TargetKind;
import io.ztoq.store.source.Cases;
import io.ztoq.store.source.Cases.CaseRow;
import io.ztoq.store.source.Cases.StepRow;
import io.ztoq.store.source.Extras;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Test cases and their approvals; first those that call nothing, then level by level those that do.
 */
final class CasesStage implements Stage {

  private static final int RANK = 2000;
  private static final int APPROVAL_RANK = 3000;

  private final Pages pages;

  CasesStage(Pages pages) {
    this.pages = pages;
  }

  private record Loaded(
      List<CaseRow> rows,
      Map<Long, List<StepRow>> steps,
      Map<Long, List<CustomField>> fields,
      Map<Long, List<EntityLink>> links,
      Map<String, Long> ids) {}

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    return cursor.level() == 0 ? pageOfAll(state, cursor) : pageOfCallers(state, cursor);
  }

  private TransformCursor pageOfAll(TransformState state, TransformCursor cursor) {
    List<CaseRow> rows =
        pages
            .store()
            .read(session -> Cases.page(session, state.projectId(), cursor.after(), pages.size()));
    if (rows.isEmpty()) {
      return cursor.nextLevel(0);
    }
    List<CaseRow> plain = rows.stream().filter(row -> !state.calls().isCaller(row.id())).toList();
    transform(state, plain);
    return cursor.next(rows.get(rows.size() - 1).id(), plain.size());
  }

  private TransformCursor pageOfCallers(TransformState state, TransformCursor cursor) {
    List<List<Long>> levels = state.calls().callersByLevel();
    if (cursor.level() > levels.size()) {
      return cursor.end(0);
    }
    List<Long> ids =
        levels.get(cursor.level() - 1).stream()
            .filter(id -> id > cursor.after())
            .limit(pages.size())
            .toList();
    if (ids.isEmpty()) {
      return cursor.nextLevel(0);
    }
    transform(state, pages.store().read(session -> Cases.named(session, ids)));
    return cursor.next(ids.get(ids.size() - 1), ids.size());
  }

  private void transform(TransformState state, List<CaseRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Loaded loaded = pages.store().read(session -> load(session, state, rows));
    CaseBuilder builder = new CaseBuilder(state.rules(), state.plan(), state.calls());
    PageResult result = new PageResult(state);
    rows.forEach(row -> plan(row, loaded, builder, state, result));
    pages.write(state, result);
  }

  private static Loaded load(Session session, TransformState state, List<CaseRow> rows)
      throws SQLException {
    List<Long> ids = rows.stream().map(CaseRow::id).toList();
    Map<Long, List<StepRow>> steps = Cases.steps(session, ids);
    return new Loaded(
        rows,
        steps,
        Extras.fields(session, "TestCase", ids),
        Extras.links(session, "TestCase", ids),
        Cases.ids(session, state.projectId(), calledKeys(steps)));
  }

  static List<String> calledKeys(Map<Long, List<StepRow>> steps) {
    return steps.values().stream()
        .flatMap(List::stream)
        .map(row -> row.step().calledCaseKey())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private void plan(
      CaseRow row, Loaded loaded, CaseBuilder builder, TransformState state, PageResult result) {
    Ref ref = new Ref(TargetKind.TEST_CASE, row.key());
    Ref module = Keys.moduleRef(row.folderId());
    int rank = RANK + state.calls().level(row.id());
    String sortKey = SortKeys.of(row.id());
    LossNotes losses = new LossNotes("TestCase", row.key());
    List<StepRow> steps = loaded.steps().getOrDefault(row.id(), List.of());
    try {
      CaseBuilder.Source source =
          new CaseBuilder.Source(
              row,
              steps,
              loaded.fields().getOrDefault(row.id(), List.of()),
              loaded.links().getOrDefault(row.id(), List.of()));
      String document = Json.write(builder.build(source, loaded.ids(), losses));
      List<Need> needs = calls(row, steps, loaded, state);
      PlannedObject planned = new PlannedObject(ref, module, rank, sortKey, document, needs);
      result.add(planned);
      approve(planned, result);
      result.add(losses);
    } catch (RecordRejected problem) {
      result.reject(problem, TargetKind.TEST_CASE, row.key());
      PlannedObject rejected = PlannedObject.rejected(ref, module, rank, sortKey);
      result.add(rejected);
      approve(rejected, result);
    }
  }

  /** Of a rejected case, too: it is held with it. A move makes a new version as a change does. */
  private void approve(PlannedObject planned, PageResult result) {
    if (pages.options().approve()) {
      Ref ref = new Ref(TargetKind.APPROVAL, planned.ref().sourceKey());
      String document =
          "{\"case\":\"%s\",\"module\":\"%s\"}"
              .formatted(
                  planned.document() == null ? "" : Json.sha256(planned.document()),
                  Objects.requireNonNull(planned.parent()).sourceKey());
      result.add(
          new PlannedObject(
              ref, planned.ref(), APPROVAL_RANK, planned.sortKey(), document, List.of()));
    }
  }

  private static List<Need> calls(
      CaseRow row, List<StepRow> steps, Loaded loaded, TransformState state) {
    Map<String, Need> needs = new LinkedHashMap<>();
    for (StepRow one : steps) {
      TestStep step = one.step();
      if (StepBuilder.isCall(step, row.id(), state.calls(), loaded.ids())) {
        String key = Objects.requireNonNull(step.calledCaseKey());
        needs.put(key, Need.of(TargetKind.TEST_CASE, key));
      }
    }
    return List.copyOf(needs.values());
  }
}
