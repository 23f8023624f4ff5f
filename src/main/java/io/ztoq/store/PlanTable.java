package io.ztoq.store;

import io.ztoq.canonical.TestPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes TestPlan rows with the cycles they name, their custom fields and links. */
final class PlanTable {

  private PlanTable() {}

  static void save(Session session, String projectId, List<SourceRow> rows) throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    List<@Nullable Object[]> ids = new ArrayList<>(rows.size());
    List<@Nullable Object[]> cycles = new ArrayList<>();
    List<ExtrasTables.Owned> extras = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      if (row.entity() instanceof TestPlan one) {
        batch.add(parameters(projectId, one, row.sha256()));
        ids.add(new @Nullable Object[] {one.id()});
        one.cycleIds().forEach(cycle -> cycles.add(new @Nullable Object[] {one.id(), cycle}));
        extras.add(new ExtrasTables.Owned(one.id(), one.extras()));
      }
    }
    session.batch(
        """
        INSERT INTO TestPlan(test_plan_id, project_id, key, name, objective, owner_id, source_folder_id, status_id,
          labels, payload_sha256)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(test_plan_id) DO UPDATE SET project_id = excluded.project_id, key = excluded.key,
          name = excluded.name, objective = excluded.objective, owner_id = excluded.owner_id,
          source_folder_id = excluded.source_folder_id, status_id = excluded.status_id, labels = excluded.labels,
          payload_sha256 = excluded.payload_sha256, attachments_due = TRUE, gone_at = NULL
        """,
        batch);
    session.batch("DELETE FROM test_plan_cycle WHERE test_plan_id = ?", ids);
    session.batch("INSERT INTO test_plan_cycle(test_plan_id, test_cycle_id) VALUES (?, ?)", cycles);
    ExtrasTables.save(session, projectId, "TestPlan", extras);
  }

  private static @Nullable Object[] parameters(String projectId, TestPlan one, String sha256) {
    return new @Nullable Object[] {
      one.id(),
      projectId,
      one.key(),
      one.name(),
      one.objective(),
      one.ownerId(),
      one.folderId(),
      one.statusId(),
      Json.write(one.labels()),
      sha256
    };
  }
}
