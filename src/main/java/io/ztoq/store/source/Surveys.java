package io.ztoq.store.source;

import io.ztoq.canonical.CustomField;
import io.ztoq.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks over a whole project at once: counts of values, all values of custom fields. */
public final class Surveys {

  /** A value and how many objects have it. */
  public record Count(String value, long count) {}

  /** Takes one custom field of one object. */
  @FunctionalInterface
  public interface FieldConsumer {
    void accept(CustomField field) throws SQLException;
  }

  private static final Map<String, String> OWNERS =
      Map.of(
          "TestCase", "JOIN TestCase o ON o.test_case_id = f.object_id",
          "TestCycle", "JOIN TestCycle o ON o.test_cycle_id = f.object_id",
          "TestExecution", "JOIN TestExecution o ON o.execution_id = f.object_id");

  private Surveys() {}

  /** Every custom field with a value, one by one; never a list of them. */
  public static void customFields(
      Session session, String projectId, String objectType, FieldConsumer consumer)
      throws SQLException {
    session.forEach(
        "SELECT f.field_name, f.field_value, f.value_type FROM CustomField f "
            + OWNERS.get(objectType)
            + " WHERE f.object_type = ? AND o.project_id = ? AND o.gone_at IS NULL AND f.field_value IS NOT NULL"
            + " AND f.value_type <> 'NULL'",
        row -> consumer.accept(Extras.field(row)),
        objectType,
        projectId);
  }

  public static List<Count> priorities(Session session, String projectId) throws SQLException {
    return count(
        session, "priority", "TestCase WHERE project_id = ? AND gone_at IS NULL", projectId);
  }

  public static List<Count> executionStatuses(Session session, String projectId)
      throws SQLException {
    return count(
        session, "status", "TestExecution WHERE project_id = ? AND gone_at IS NULL", projectId);
  }

  /** Statuses of steps, which may be others than those of executions. */
  public static List<Count> stepStatuses(Session session, String projectId) throws SQLException {
    return count(
        session,
        "s.status",
        "test_execution_step s JOIN TestExecution e ON e.execution_id = s.execution_id"
            + " WHERE e.project_id = ? AND e.gone_at IS NULL",
        projectId);
  }

  /** Account ids that own or execute something. */
  public static List<Count> users(Session session, String projectId) throws SQLException {
    return count(
        session,
        "account",
        """
        (SELECT owner_id AS account FROM TestCase WHERE project_id = ? AND gone_at IS NULL
         UNION ALL SELECT owner_id FROM TestCycle WHERE project_id = ? AND gone_at IS NULL
         UNION ALL SELECT executed_by_id FROM TestExecution WHERE project_id = ? AND gone_at IS NULL) people
        WHERE account IS NOT NULL
        """,
        projectId,
        projectId,
        projectId);
  }

  public static List<Count> components(Session session, String projectId) throws SQLException {
    return count(
        session, "component_id", "TestCase WHERE project_id = ? AND gone_at IS NULL", projectId);
  }

  public static List<Count> versions(Session session, String projectId) throws SQLException {
    return count(
        session,
        "version",
        """
        (SELECT jira_version_id AS version FROM TestCycle WHERE project_id = ? AND gone_at IS NULL
         UNION ALL SELECT jira_version_id FROM TestExecution WHERE project_id = ? AND gone_at IS NULL) named
        WHERE version IS NOT NULL
        """,
        projectId,
        projectId);
  }

  private static List<Count> count(
      Session session, String column, String from, @Nullable Object... parameters)
      throws SQLException {
    String sql =
        "SELECT %s AS found, count(*) AS objects FROM %s AND %s IS NOT NULL GROUP BY %s ORDER BY 2 DESC, 1"
            .formatted(column, from, column, column);
    return session.query(
        sql, row -> new Count(row.text("found"), row.number("objects")), parameters);
  }
}
