package io.ztoq.transform;

import io.ztoq.store.PlannedObject.Need;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.Session;
import io.ztoq.store.TargetKind;
import io.ztoq.store.source.Cases;
import io.ztoq.store.source.Cases.CaseRow;
import io.ztoq.store.source.Cases.StepRow;
import io.ztoq.store.source.Extras;
import io.ztoq.store.source.Extras.FileRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files of cases and of their steps. */
final class CaseFilesStage implements Stage {

  private final Pages pages;

  CaseFilesStage(Pages pages) {
    this.pages = pages;
  }

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    if (!pages.options().includeAttachments()) {
      return cursor.end(0);
    }
    List<Long> ids =
        pages
            .store()
            .read(
                session ->
                    Extras.casesWithFiles(
                        session, state.projectId(), cursor.after(), pages.size()));
    if (ids.isEmpty()) {
      return cursor.end(0);
    }
    PageResult result = new PageResult(state);
    pages.store().read(session -> plan(session, ids, state, result));
    pages.write(state, result);
    return cursor.next(ids.get(ids.size() - 1), ids.size());
  }

  private int plan(Session session, List<Long> ids, TransformState state, PageResult result)
      throws SQLException {
    Map<Long, List<StepRow>> steps = Cases.steps(session, ids);
    List<FileRow> files = new ArrayList<>(Extras.files(session, "TestCase", ids));
    files.addAll(Extras.caseStepFiles(session, ids));
    Map<Long, List<FileRow>> byCase =
        files.stream().collect(Collectors.groupingBy(FileRow::ownerId));
    FilePlanner planner =
        new FilePlanner(
            pages.options().attachmentLimit(), state.rules().objects().contentTypes(), result);
    for (CaseRow row : Cases.named(session, ids)) {
      Ref parent = new Ref(TargetKind.TEST_CASE, row.key());
      Need reading = Need.of(TargetKind.STEP_READING, Keys.module(row.folderId()));
      FilePlanner.Owner owner =
          new FilePlanner.Owner("TestCase", "TestStep", row.key(), parent, reading);
      List<StepRow> own = steps.getOrDefault(row.id(), List.of());
      planner.plan(owner, byCase.getOrDefault(row.id(), List.of()), file -> position(own, file));
    }
    return ids.size();
  }

  /** Place among the case's own steps; 0 where the only step says nothing and was left out. */
  private static int position(List<StepRow> steps, FileRow file) {
    if (StepBuilder.saysNothing(steps)) {
      return 0;
    }
    List<Long> ids = steps.stream().map(StepRow::stepId).toList();
    return ids.indexOf(file.stepId()) + 1;
  }
}
