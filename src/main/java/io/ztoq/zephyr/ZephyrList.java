package io.ztoq.zephyr;

import org.jspecify.annotations.Nullable;

/**
 * The lists that make up a project, in the order in which they are read. The name of a list is the
 * entity of its rows in raw_record, checkpoint and entity_batch_state.
 *
 * <p>Source: api-contract 1.2, 1.3, read 2026-11.
 */
public enum ZephyrList {
  PRIORITY("/priorities", null, null),
  STATUS_TEST_CASE("/statuses", "statusType", "TEST_CASE"),
  STATUS_TEST_PLAN("/statuses", "statusType", "TEST_PLAN"),
  STATUS_TEST_CYCLE("/statuses", "statusType", "TEST_CYCLE"),
  STATUS_TEST_EXECUTION("/statuses", "statusType", "TEST_EXECUTION"),
  ENVIRONMENT("/environments", null, null),
  FOLDER_TEST_CASE("/folders", "folderType", "TEST_CASE"),
  FOLDER_TEST_PLAN("/folders", "folderType", "TEST_PLAN"),
  FOLDER_TEST_CYCLE("/folders", "folderType", "TEST_CYCLE"),
  TEST_CASE("/testcases", null, null),
  TEST_PLAN("/testplans", null, null),
  TEST_CYCLE("/testcycles", null, null),
  TEST_EXECUTION("/testexecutions", null, null);

  private final String path;
  private final @Nullable String filter;
  private final @Nullable String filterValue;

  ZephyrList(String path, @Nullable String filter, @Nullable String filterValue) {
    this.path = path;
    this.filter = filter;
    this.filterValue = filterValue;
  }

  /** Cases, plans, cycles and executions. */
  public boolean mayHaveCursor() {
    return compareTo(TEST_CASE) >= 0;
  }

  /**
   * {@code TEST_CASE}, {@code TEST_PLAN}, {@code TEST_CYCLE} or {@code TEST_EXECUTION} of a
   * filtered list.
   */
  public @Nullable String filterValue() {
    return filterValue;
  }

  String path() {
    return path;
  }

  @Nullable String filter() {
    return filter;
  }
}
