package io.ztoq.store.source;

import io.ztoq.store.Session;
import java.sql.SQLException;
import java.util.List;

/** Test plans, which stay in the store. */
public final class Plans {

  /** A plan. */
  public record PlanRow(long id, String key, String name) {}

  private Plans() {}

  public static List<PlanRow> page(Session session, String projectId, long after, int size)
      throws SQLException {
    return session.query(
        """
        SELECT test_plan_id, key, name FROM TestPlan
        WHERE project_id = ? AND gone_at IS NULL AND test_plan_id > ? ORDER BY test_plan_id LIMIT ?
        """,
        row -> new PlanRow(row.number("test_plan_id"), row.text("key"), row.text("name")),
        projectId,
        after,
        size);
  }
}
