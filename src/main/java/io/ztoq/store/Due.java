package io.ztoq.store;

import org.jspecify.annotations.Nullable;

/**
 * Something below one object that has still to be read.
 *
 * @param id of the row that carries the due mark
 * @param label how people call the object
 * @param address key or number of the object in Zephyr's paths
 * @param stepId Zephyr's number of the step, null when it is not about a step
 * @param fileId Zephyr's number of the file, null when it is not about a file
 * @param hint for a script: last part of its address; for a file: the object's table
 * @param known for a script: its type when it was read before; for a file: its name
 */
public record Due(
    Kind kind,
    long id,
    String label,
    String address,
    @Nullable Long stepId,
    @Nullable Long fileId,
    @Nullable String hint,
    @Nullable String known) {

  /** What has to be read; the name is the kind in rejected_record and the entity in raw_record. */
  public enum Kind {
    TEST_SCRIPT,
    EXECUTION_STEPS,
    CASE_VERSIONS,
    CASE_LINKS,
    CYCLE_LINKS,
    EXECUTION_LINKS,
    CASE_FILES,
    CASE_STEP_FILES,
    PLAN_FILES,
    CYCLE_FILES,
    EXECUTION_FILES,
    EXECUTION_STEP_FILES,
    FILE
  }
}
