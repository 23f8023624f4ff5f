package io.ztoq.store;

import io.ztoq.canonical.TestCase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes TestCase rows with their custom fields and links. */
final class CaseTable {

  private CaseTable() {}

  static void save(Session session, String projectId, List<SourceRow> rows, Instant now)
      throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    List<ExtrasTables.Owned> extras = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      if (row.entity() instanceof TestCase one) {
        batch.add(parameters(projectId, one, row.sha256(), now));
        extras.add(new ExtrasTables.Owned(one.id(), one.extras()));
      }
    }
    session.batch(
        """
        INSERT INTO TestCase(test_case_id, project_id, key, name, objective, precondition, estimated_time_ms,
          owner_id, created_on, updated_at, source_folder_id, priority_id, status_id, component_id, labels,
          script_hint, payload_sha256, links_due)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(test_case_id) DO UPDATE SET project_id = excluded.project_id, key = excluded.key,
          name = excluded.name, objective = excluded.objective, precondition = excluded.precondition,
          estimated_time_ms = excluded.estimated_time_ms, owner_id = excluded.owner_id,
          created_on = excluded.created_on, updated_at = excluded.updated_at,
          source_folder_id = excluded.source_folder_id, priority_id = excluded.priority_id,
          status_id = excluded.status_id, component_id = excluded.component_id, labels = excluded.labels,
          script_hint = excluded.script_hint, payload_sha256 = excluded.payload_sha256,
          links_due = excluded.links_due, details_due = TRUE, attachments_due = TRUE, gone_at = NULL
        """,
        batch);
    ExtrasTables.save(session, projectId, "TestCase", extras);
  }

  private static @Nullable Object[] parameters(
      String projectId, TestCase one, String sha256, Instant now) {
    return new @Nullable Object[] {
      one.id(), projectId, one.key(), one.name(), one.objective(), one.precondition(),
          one.estimatedTimeMs(),
      one.ownerId(), one.createdOn(), now, one.folderId(), one.priorityId(), one.statusId(),
          one.componentId(),
      Json.write(one.labels()), one.scriptHint(), sha256, one.extras().links() == null
    };
  }
}
