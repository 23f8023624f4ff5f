package io.ztoq.transform;

import io.ztoq.store.Loss;
import io.ztoq.store.source.Extras.FileRow;
import java.util.List;

/** Files that qTest has no place for (trap 15). */
final class UnattachableFiles {

  private UnattachableFiles() {}

  static List<Loss> losses(String entity, String sourceKey, FileRow file) {
    LossNotes notes = new LossNotes(entity, sourceKey);
    notes.add(
        LossKind.NOT_REPRESENTABLE,
        "attachment/" + file.zephyrId(),
        "'%s' stays in the store; qTest takes no files here".formatted(file.name()));
    return notes.all();
  }
}
