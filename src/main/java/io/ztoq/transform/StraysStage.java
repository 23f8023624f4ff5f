package io.ztoq.transform;

import io.ztoq.failure.RecordRejected;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.TargetKind;
import io.ztoq.store.source.Executions;
import io.ztoq.store.source.Executions.Stray;
import java.util.List;

/**
 * Executions of cases that Zephyr does not list (rejected, they may appear) or no longer lists (a
 * loss).
 */
final class StraysStage implements Stage {

  private final Pages pages;

  StraysStage(Pages pages) {
    this.pages = pages;
  }

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    List<Stray> strays =
        pages
            .store()
            .read(
                session ->
                    Executions.strays(session, state.projectId(), cursor.after(), pages.size()));
    if (strays.isEmpty()) {
      return cursor.end(0);
    }
    PageResult result = new PageResult(state);
    strays.forEach(stray -> note(stray, result));
    pages.write(state, result);
    return cursor.next(strays.get(strays.size() - 1).id(), strays.size());
  }

  private static void note(Stray stray, PageResult result) {
    String key = Keys.execution(stray.key(), stray.id());
    String testCase = stray.caseKey() == null ? "a case without key" : stray.caseKey();
    if (stray.isCaseGone()) {
      LossNotes losses = new LossNotes("TestExecution", key);
      losses.add(
          LossKind.CASE_GONE,
          "testCase",
          "stays in the store; %s was deleted in Zephyr".formatted(testCase));
      result.add(losses);
      return;
    }
    RecordRejected problem =
        new RecordRejected(
            "TRF-003",
            "%s: the executed case (%s) is in none of Zephyr's lists; restore or unarchive it in Zephyr and extract again"
                .formatted(key, testCase));
    result.reject(problem, TargetKind.TEST_LOG, key);
    Ref ref = new Ref(TargetKind.TEST_LOG, key);
    result.add(PlannedObject.rejected(ref, null, ExecutionPage.LOG_RANK, SortKeys.of(stray.id())));
  }
}
