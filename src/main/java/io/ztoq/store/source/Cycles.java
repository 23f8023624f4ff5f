package io.ztoq.store.source;

import io.ztoq.store.Row;
import io.ztoq.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Test cycles. */
public final class Cycles {

  /**
   * A cycle as it stands in the store.
   *
   * @param folderId its folder, null when Zephyr named none or one that does not exist
   * @param sourceFolderId as Zephyr gave it
   */
  public record CycleRow(
      long id,
      String key,
      String name,
      @Nullable String description,
      @Nullable Instant plannedStart,
      @Nullable Instant plannedEnd,
      @Nullable String status,
      @Nullable Long statusId,
      @Nullable String ownerId,
      @Nullable Long jiraVersionId,
      @Nullable Long folderId,
      @Nullable Long sourceFolderId) {}

  private Cycles() {}

  public static List<CycleRow> page(Session session, String projectId, long after, int size)
      throws SQLException {
    return session.query(
        """
        SELECT c.*, f.folder_id AS known_folder_id FROM TestCycle c
        LEFT JOIN Folder f ON f.folder_id = coalesce(c.folder_id, c.source_folder_id) AND f.type = 'TEST_CYCLE'
          AND f.gone_at IS NULL AND f.project_id = c.project_id
        WHERE c.project_id = ? AND c.gone_at IS NULL AND c.test_cycle_id > ? ORDER BY c.test_cycle_id LIMIT ?
        """,
        Cycles::cycle,
        projectId,
        after,
        size);
  }

  private static CycleRow cycle(Row row) throws SQLException {
    return new CycleRow(
        row.number("test_cycle_id"),
        row.text("key"),
        row.text("name"),
        row.textOrNull("description"),
        row.instant("planned_start_date"),
        row.instant("planned_end_date"),
        row.textOrNull("status"),
        row.numberOrNull("status_id"),
        row.textOrNull("owner_id"),
        row.numberOrNull("jira_version_id"),
        row.numberOrNull("known_folder_id"),
        row.numberOrNull("source_folder_id"));
  }
}
