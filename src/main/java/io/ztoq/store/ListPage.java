package io.ztoq.store;

import java.time.Instant;
import java.util.List;

/**
 * One page of a list, to be stored in one transaction.
 *
 * @param list name of the list: entity in raw_record, checkpoint and entity_batch_state
 * @param sweep number of this reading of the list, from 1
 * @param number of the page within its sweep, from 1
 * @param touched whether the details of every row are due, even of rows whose payload did not
 *     change
 * @param requestedAt when the page was asked for
 * @param rows at most one per source key
 */
public record ListPage(
    Scope scope,
    String list,
    long sweep,
    int number,
    boolean touched,
    Instant requestedAt,
    List<SourceRow> rows) {

  /**
   * Whose data it is.
   *
   * @param projectId Zephyr's number of the project as text, as in Project.project_id
   */
  public record Scope(String projectKey, String projectId, String runId) {}
}
