package io.ztoq.transform;

import io.ztoq.canonical.CustomField;
import io.ztoq.store.source.Executions.ExecutionRow;
import io.ztoq.store.source.Extras.FileRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an execution says although it was not executed: there is a run for it, but no log that could
 * hold it.
 */
final class WithoutLog {

  private static final String KEPT = "stays in the store; a run without log has no place for it";

  private WithoutLog() {}

  /**
   * @param results of the steps, built
   */
  static void note(
      LogBuilder.Source source, StepResults results, List<FileRow> files, LossNotes losses) {
    LogBuilder.noteOlderVersion(source, losses);
    for (String field : given(source.row())) {
      losses.add(LossKind.NOT_REPRESENTABLE, field, KEPT);
    }
    if (results.anyExecuted()) {
      losses.add(
          LossKind.NOT_REPRESENTABLE, "testScript.actualResult", "the results of steps: " + KEPT);
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

  /** Zephyr's fields with a value that only a log could hold. */
  private static List<String> given(ExecutionRow row) {
    Map<String, Boolean> fields = new LinkedHashMap<>();
    fields.put("comment", row.comment() != null && !row.comment().isBlank());
    fields.put("executedById", row.executedById() != null);
    fields.put("assignedToId", row.isAssignedToAnother());
    fields.put("actualEndDate", row.end() != null);
    fields.put("executionTime", row.executionTimeMs() != null && row.executionTimeMs() != 0);
    fields.put("estimatedTime", row.estimatedTimeMs() != null);
    fields.put("jiraProjectVersion", row.jiraVersionId() != null);
    fields.put("automated", row.automated());
    fields.values().removeIf(isGiven -> !isGiven);
    return List.copyOf(fields.keySet());
  }
}
