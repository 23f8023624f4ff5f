package io.ztoq.transform;

import io.ztoq.store.source.Extras;
import io.ztoq.store.source.Extras.FileRow;
import io.ztoq.store.source.Plans;
import io.ztoq.store.source.Plans.PlanRow;
import java.util.List;

/** Test plans have no counterpart in qTest; each is a loss, and so is each of its files. */
final class PlansStage implements Stage {

  private static final List<String> FILE_OWNERS =
      List.of(
          "TestCase", "TestStep", "TestExecution", "TestExecutionStep", "TestCycle", "TestPlan");

  private final Pages pages;

  PlansStage(Pages pages) {
    this.pages = pages;
  }

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    List<PlanRow> plans =
        pages
            .store()
            .read(session -> Plans.page(session, state.projectId(), cursor.after(), pages.size()));
    PageResult result = new PageResult(state);
    plans.forEach(plan -> note(plan, result));
    boolean withFiles = pages.options().includeAttachments();
    if (withFiles) {
      List<Long> ids = plans.stream().map(PlanRow::id).toList();
      for (FileRow file : pages.store().read(session -> Extras.files(session, "TestPlan", ids))) {
        result.add(UnattachableFiles.losses("TestPlan", key(plans, file.ownerId()), file));
      }
    } else if (cursor.after() == 0) {
      FILE_OWNERS.forEach(owner -> skipped(owner, result));
    }
    pages.write(state, result);
    return plans.isEmpty()
        ? cursor.end(0)
        : cursor.next(plans.get(plans.size() - 1).id(), plans.size());
  }

  private static void note(PlanRow plan, PageResult result) {
    LossNotes losses = new LossNotes("TestPlan", plan.key());
    losses.add(
        LossKind.NOT_REPRESENTABLE,
        "",
        "'%s' stays in the store with its links".formatted(plan.name()));
    result.add(losses);
  }

  private static void skipped(String owner, PageResult result) {
    LossNotes losses = new LossNotes(owner, "*");
    losses.add(
        LossKind.ATTACHMENTS_SKIPPED,
        "attachments",
        "stay in Zephyr, by migration.include-attachments: false");
    result.add(losses);
  }

  private static String key(List<PlanRow> plans, long id) {
    return plans.stream()
        .filter(plan -> plan.id() == id)
        .findFirst()
        .map(PlanRow::key)
        .orElse(Long.toString(id));
  }
}
