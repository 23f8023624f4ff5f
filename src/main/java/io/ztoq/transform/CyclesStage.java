package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.Json;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.TargetKind;
import io.ztoq.store.source.Cycles;
import io.ztoq.store.source.Cycles.CycleRow;
import io.ztoq.store.source.Extras;
import java.util.List;
import java.util.Map;

/** Test cycles, inside the cycles of their folders. */
final class CyclesStage implements Stage {

  /** Below every folder: a level that no tree of folders reaches. */
  private static final int RANK = 4900;

  private final Pages pages;

  CyclesStage(Pages pages) {
    this.pages = pages;
  }

  /** What a Zephyr cycle becomes. */
  static TargetKind kind(TransformOptions options) {
    return options.cyclesAsSuites() ? TargetKind.TEST_SUITE : TargetKind.TEST_CYCLE;
  }

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    List<CycleRow> rows =
        pages
            .store()
            .read(session -> Cycles.page(session, state.projectId(), cursor.after(), pages.size()));
    if (rows.isEmpty()) {
      return cursor.end(0);
    }
    List<Long> ids = rows.stream().map(CycleRow::id).toList();
    Map<Long, List<CustomField>> fields =
        pages.store().read(session -> Extras.fields(session, "TestCycle", ids));
    Map<Long, List<EntityLink>> links =
        pages.store().read(session -> Extras.links(session, "TestCycle", ids));
    CycleBuilder builder =
        new CycleBuilder(state.rules(), state.plan(), pages.options().cyclesAsSuites());
    PageResult result = new PageResult(state);
    for (CycleRow row : rows) {
      List<CustomField> ownFields = fields.getOrDefault(row.id(), List.of());
      List<EntityLink> ownLinks = links.getOrDefault(row.id(), List.of());
      plan(new CycleBuilder.Source(row, ownFields, ownLinks), builder, result);
    }
    for (Extras.FileRow file : files(ids)) {
      result.add(UnattachableFiles.losses("TestCycle", key(rows, file.ownerId()), file));
    }
    pages.write(state, result);
    return cursor.next(rows.get(rows.size() - 1).id(), rows.size());
  }

  private List<Extras.FileRow> files(List<Long> ids) {
    return pages.options().includeAttachments()
        ? pages.store().read(session -> Extras.files(session, "TestCycle", ids))
        : List.of();
  }

  private static String key(List<CycleRow> rows, long id) {
    return rows.stream()
        .filter(row -> row.id() == id)
        .findFirst()
        .map(CycleRow::key)
        .orElse(Long.toString(id));
  }

  private void plan(CycleBuilder.Source source, CycleBuilder builder, PageResult result) {
    CycleRow row = source.row();
    TargetKind kind = kind(pages.options());
    String key = Keys.cycle(row.key());
    LossNotes losses = new LossNotes("TestCycle", row.key());
    Ref ref = new Ref(kind, key);
    Ref parent =
        row.folderId() == null ? null : new Ref(TargetKind.TEST_CYCLE, Keys.folder(row.folderId()));
    try {
      String document = Json.write(builder.build(source, losses));
      result.add(new PlannedObject(ref, parent, RANK, SortKeys.of(row.id()), document, List.of()));
      result.add(losses);
    } catch (RecordRejected problem) {
      result.reject(problem, kind, key);
      result.add(PlannedObject.rejected(ref, parent, RANK, SortKeys.of(row.id())));
    }
  }
}
