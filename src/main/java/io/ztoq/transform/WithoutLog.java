package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.store.source.Extras.FileRow;
import java.util.List;

/**
 * What an execution says although it was not executed: there is a run for it, but no log that could
 * hold it.
 */
final class WithoutLog {

  private static final String KEPT = "stays in the store; a run without log has no place for it";

  private WithoutLog() {}

  static void note(LogBuilder.Source source, List<FileRow> files, LossNotes losses) {
    String comment = source.row().comment();
    if (comment != null && !comment.isBlank()) {
      losses.add(LossKind.NOT_REPRESENTABLE, "comment", KEPT);
    }
    for (CustomField field : source.extras().fields()) {
      boolean isInRun = field.equals(source.runFields().get(field.name()));
      if (!isInRun && CustomValues.read(field).isPresent()) {
        losses.add(LossKind.NOT_REPRESENTABLE, "customFields." + field.name(), KEPT);
      }
    }
    if (!source.extras().links().isEmpty()) {
      losses.add(LossKind.NOT_REPRESENTABLE, "links", KEPT);
    }
    for (FileRow file : files) {
      losses.add(
          LossKind.NOT_REPRESENTABLE,
          "attachment/" + file.zephyrId(),
          "'" + file.name() + "' " + KEPT);
    }
  }
}
