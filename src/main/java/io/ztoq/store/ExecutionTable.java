package io.ztoq.store;

import io.ztoq.canonical.TestExecution;
import io.ztoq.canonical.TestExecution.ExecutedCase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes TestExecution rows with their custom fields and links. */
final class ExecutionTable {

  private static final ExecutedCase UNKNOWN = new ExecutedCase(null, null, null);

  private ExecutionTable() {}

  static void save(Session session, String projectId, List<SourceRow> rows, Instant now)
      throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    List<ExtrasTables.Owned> extras = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      if (row.entity() instanceof TestExecution one) {
        batch.add(parameters(projectId, one, row.sha256(), now));
        extras.add(new ExtrasTables.Owned(one.id(), one.extras()));
      }
    }
    session.batch(
        """
        INSERT INTO TestExecution(execution_id, project_id, status, executed_by_id, assigned_to_id,
          execution_time_ms, actual_end_date, comment, automated, created_at, updated_at, key, source_case_key,
          source_case_version, source_case_version_id, source_cycle_id, source_cycle_key, status_id,
          environment_id, estimated_time_ms, jira_version_id, payload_sha256, links_due)
        VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(execution_id) DO UPDATE SET project_id = excluded.project_id,
          executed_by_id = excluded.executed_by_id, assigned_to_id = excluded.assigned_to_id,
          execution_time_ms = excluded.execution_time_ms, actual_end_date = excluded.actual_end_date,
          comment = excluded.comment, automated = excluded.automated, updated_at = excluded.updated_at,
          key = excluded.key, source_case_key = excluded.source_case_key,
          source_case_version = excluded.source_case_version,
          source_case_version_id = excluded.source_case_version_id, source_cycle_id = excluded.source_cycle_id,
          source_cycle_key = excluded.source_cycle_key, status_id = excluded.status_id,
          environment_id = excluded.environment_id, estimated_time_ms = excluded.estimated_time_ms,
          jira_version_id = excluded.jira_version_id, payload_sha256 = excluded.payload_sha256,
          links_due = excluded.links_due, details_due = TRUE, attachments_due = TRUE, gone_at = NULL
        """,
        batch);
    ExtrasTables.save(session, projectId, "TestExecution", extras);
  }

  private static @Nullable Object[] parameters(
      String projectId, TestExecution one, String sha256, Instant now) {
    ExecutedCase executed = Objects.requireNonNullElse(one.executedCase(), UNKNOWN);
    return new @Nullable Object[] {
      one.id(),
      projectId,
      one.executedById(),
      one.assignedToId(),
      one.executionTimeMs(),
      one.actualEnd(),
      one.comment(),
      one.automated(),
      now,
      now,
      one.key(),
      executed.key(),
      executed.version(),
      executed.versionId(),
      one.cycleId(),
      one.cycleKey(),
      one.statusId(),
      one.environmentId(),
      one.estimatedTimeMs(),
      one.jiraVersionId(),
      sha256,
      one.extras().links() == null
    };
  }
}
