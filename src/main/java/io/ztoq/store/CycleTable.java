package io.ztoq.store;

import io.ztoq.canonical.TestCycle;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes TestCycle rows with their custom fields and links. */
final class CycleTable {

  private CycleTable() {}

  static void save(Session session, String projectId, List<SourceRow> rows, Instant now)
      throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    List<ExtrasTables.Owned> extras = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      if (row.entity() instanceof TestCycle one) {
        batch.add(parameters(projectId, one, row.sha256(), now));
        extras.add(new ExtrasTables.Owned(one.id(), one.extras()));
      }
    }
    session.batch(
        """
        INSERT INTO TestCycle(test_cycle_id, project_id, key, name, description, planned_start_date,
          planned_end_date, owner_id, updated_at, source_folder_id, status_id, jira_version_id, payload_sha256,
          links_due)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(test_cycle_id) DO UPDATE SET project_id = excluded.project_id, key = excluded.key,
          name = excluded.name, description = excluded.description,
          planned_start_date = excluded.planned_start_date, planned_end_date = excluded.planned_end_date,
          owner_id = excluded.owner_id, updated_at = excluded.updated_at,
          source_folder_id = excluded.source_folder_id, status_id = excluded.status_id,
          jira_version_id = excluded.jira_version_id, payload_sha256 = excluded.payload_sha256,
          links_due = excluded.links_due, attachments_due = TRUE, gone_at = NULL
        """,
        batch);
    ExtrasTables.save(session, projectId, "TestCycle", extras);
  }

  private static @Nullable Object[] parameters(
      String projectId, TestCycle one, String sha256, Instant now) {
    return new @Nullable Object[] {
      one.id(),
      projectId,
      one.key(),
      one.name(),
      one.description(),
      one.plannedStart(),
      one.plannedEnd(),
      one.ownerId(),
      now,
      one.folderId(),
      one.statusId(),
      one.jiraVersionId(),
      sha256,
      one.extras().links() == null
    };
  }
}
