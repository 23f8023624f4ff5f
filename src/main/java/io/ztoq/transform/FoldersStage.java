package io.ztoq.transform;

import io.ztoq.failure.RecordRejected;
import io.ztoq.mapping.MappingRules;
import io.ztoq.qtest.CycleDocument;
import io.ztoq.qtest.Marker;
import io.ztoq.qtest.ModuleDocument;
import io.ztoq.store.Json;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.TargetKind;
import io.ztoq.store.source.Cases;
import io.ztoq.store.source.Executions;
import io.ztoq.store.source.Folders;
import java.util.List;

/**
 * Folders of cases become modules, folders of cycles become cycles: the same trees, level by level.
 */
final class FoldersStage implements Stage {

  private final TargetKind kind;
  private final int firstRank;
  private final Pages pages;

  private FoldersStage(TargetKind kind, int firstRank, Pages pages) {
    this.kind = kind;
    this.firstRank = firstRank;
    this.pages = pages;
  }

  static FoldersStage modules(Pages pages) {
    return new FoldersStage(TargetKind.MODULE, 1000, pages);
  }

  static FoldersStage cycles(Pages pages) {
    return new FoldersStage(TargetKind.TEST_CYCLE, 4000, pages);
  }

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    FolderTree tree = kind == TargetKind.MODULE ? state.modules() : state.cycles();
    List<List<Long>> levels = tree.byLevel();
    PageResult result = new PageResult(state);
    if (cursor.level() >= levels.size()) {
      int added = addRest(state, result);
      pages.write(state, result);
      return cursor.end(added);
    }
    List<Long> ids =
        levels.get(cursor.level()).stream()
            .filter(id -> id > cursor.after())
            .limit(pages.size())
            .toList();
    if (ids.isEmpty()) {
      return cursor.nextLevel(0);
    }
    for (Folders.Folder folder : pages.store().read(session -> Folders.named(session, ids))) {
      plan(folder, tree, cursor.level(), result);
    }
    pages.write(state, result);
    return cursor.next(ids.get(ids.size() - 1), ids.size());
  }

  private void plan(Folders.Folder folder, FolderTree tree, int level, PageResult result) {
    String key = Keys.folder(folder.id());
    Long parent = tree.parent(folder.id());
    LossNotes losses = new LossNotes("Folder", key);
    if (tree.isOrphan(folder.id())) {
      losses.add(
          LossKind.ORPHAN_FOLDER, "parentId", "the top level; the parent folder does not exist");
    }
    if (tree.brokeALoop(folder.id())) {
      losses.add(
          LossKind.FOLDER_LOOP, "parentId", "the top level; the folders were each other's parents");
    }
    String sortKey = SortKeys.of(folder.position(), folder.id());
    Ref ref = new Ref(kind, key);
    Ref parentRef = parent == null ? null : new Ref(kind, Keys.folder(parent));
    try {
      String name = Names.check(key, folder.name());
      String document = document(name, Marker.of(key));
      result.add(
          new PlannedObject(ref, parentRef, firstRank + level, sortKey, document, List.of()));
      result.add(losses);
    } catch (RecordRejected problem) {
      result.reject(problem, kind, key);
      result.add(PlannedObject.rejected(ref, parentRef, firstRank + level, sortKey));
    }
  }

  /** The module or cycle for what is in no folder or cycle, if there is such. */
  private int addRest(TransformState state, PageResult result) {
    MappingRules.ObjectRules names = state.rules().objects();
    boolean isModule = kind == TargetKind.MODULE;
    boolean isNeeded =
        pages
            .store()
            .read(
                session ->
                    isModule
                        ? Cases.anyWithoutFolder(session, state.projectId())
                        : Executions.anyAdhoc(session, state.projectId()));
    if (!isNeeded) {
      return 0;
    }
    String key = isModule ? Keys.NO_FOLDER : Keys.ADHOC;
    String name = isModule ? names.noFolderModule() : names.adhocCycle();
    String document = document(name, Marker.of(key));
    result.add(
        new PlannedObject(
            new Ref(kind, key), null, firstRank, SortKeys.last(), document, List.of()));
    return 1;
  }

  private String document(String name, String marker) {
    return Json.write(
        kind == TargetKind.MODULE
            ? new ModuleDocument(name, marker, marker)
            : new CycleDocument(name, marker, marker, List.of()));
  }
}
