package io.ztoq.store;

import io.ztoq.canonical.ReferenceValue;
import java.sql.SQLException;
import java.util.List;

/**
 * Joins the canonical rows of a project by what they refer to: folders, cases, cycles, names of
 * priorities, statuses and environments. Set-based and repeatable; a reference to something that is
 * not there stays null (or an empty status), and the number as given stays in its source column.
 */
public final class RecordJoins {

  private static final String FOLDER =
      "(SELECT f.folder_id FROM Folder f WHERE f.folder_id = %s.source_folder_id)";

  private static final String NAME =
      """
      (SELECT r.name FROM reference_value r WHERE r.project_id = %1$s.project_id AND r.type = '%2$s'
        AND r.reference_id = %1$s.%3$s AND r.gone_at IS NULL)""";

  private final Store store;

  public RecordJoins(Store store) {
    this.store = store;
  }

  /** Only rows whose references changed are written. */
  public void join(String projectId) {
    store.write(
        session -> {
          folders(session, projectId);
          set(
              session,
              projectId,
              "TestCase",
              folder("TestCase"),
              name("TestCase", "priority", "PRIORITY"),
              name("TestCase", "status", "STATUS_TEST_CASE"));
          set(
              session,
              projectId,
              "TestPlan",
              folder("TestPlan"),
              name("TestPlan", "status", "STATUS_TEST_PLAN"));
          set(
              session,
              projectId,
              "TestCycle",
              folder("TestCycle"),
              name("TestCycle", "status", "STATUS_TEST_CYCLE"));
          return null;
        });
    store.write(
        session -> {
          executions(session, projectId);
          return null;
        });
  }

  /** Names of the statuses of execution steps, once those have been read. */
  public void joinStepStatuses(String projectId) {
    store.write(
        session ->
            session.update(
                """
                UPDATE test_execution_step SET status = (SELECT r.name FROM reference_value r
                  WHERE r.project_id = ? AND r.type = 'STATUS_TEST_EXECUTION' AND r.reference_id = status_id
                  AND r.gone_at IS NULL)
                WHERE status_id IS NOT NULL
                  AND execution_id IN (SELECT execution_id FROM TestExecution WHERE project_id = ?)
                  AND status IS DISTINCT FROM (SELECT r.name FROM reference_value r
                  WHERE r.project_id = ? AND r.type = 'STATUS_TEST_EXECUTION' AND r.reference_id = status_id
                  AND r.gone_at IS NULL)
                """,
                projectId,
                projectId,
                projectId));
  }

  /** Ids of {@code type} that objects name but that are in no list, or no longer, in order. */
  public List<Long> unknown(String projectId, ReferenceValue.Type type) {
    return store.read(
        session -> session.query(unknownSql(type), row -> row.number("id"), projectId, projectId));
  }

  /** Keeps a value that was read by itself. */
  public void add(String projectId, ReferenceValue value) {
    store.write(
        session -> {
          SourceRow row = SourceRow.of(value, "", List.of());
          ReferenceTables.values(session, projectId, List.of(row));
          return null;
        });
  }

  private static void folders(Session session, String projectId) throws SQLException {
    String parent =
        "(SELECT p.folder_id FROM Folder p WHERE p.folder_id = Folder.source_parent_id)";
    set(session, projectId, "Folder", new Column("parent_folder_id", parent));
  }

  private static void executions(Session session, String projectId) throws SQLException {
    casesByNumber(session, projectId);
    set(
        session,
        projectId,
        "TestExecution",
        new Column(
            "test_case_id",
            "(SELECT c.test_case_id FROM TestCase c WHERE c.key = TestExecution.source_case_key)"),
        new Column(
            "test_cycle_id",
            """
            COALESCE((SELECT y.test_cycle_id FROM TestCycle y WHERE y.test_cycle_id = TestExecution.source_cycle_id),
              (SELECT y.test_cycle_id FROM TestCycle y WHERE y.key = TestExecution.source_cycle_key))"""),
        new Column(
            "status",
            "COALESCE(" + nameSql("TestExecution", "STATUS_TEST_EXECUTION", "status_id") + ", '')"),
        name("TestExecution", "environment", "ENVIRONMENT"));
  }

  /**
   * Should the address of an executed case hold its number instead of its key, the key takes its
   * place.
   */
  private static void casesByNumber(Session session, String projectId) throws SQLException {
    List<String> numbers =
        session.query(
            """
            SELECT DISTINCT source_case_key FROM TestExecution
            WHERE project_id = ? AND source_case_key IS NOT NULL AND source_case_key NOT LIKE '%-%'
            """,
            row -> row.text("source_case_key"), projectId);
    for (String number : numbers) {
      if (number.matches("\\d{1,18}")) {
        session.update(
            """
            UPDATE TestExecution SET source_case_key = (SELECT c.key FROM TestCase c WHERE c.test_case_id = ?)
            WHERE project_id = ? AND source_case_key = ?
              AND EXISTS (SELECT 1 FROM TestCase c WHERE c.test_case_id = ?)
            """,
            Long.valueOf(number),
            projectId,
            number,
            Long.valueOf(number));
      }
    }
  }

  private static Column folder(String table) {
    return new Column("folder_id", FOLDER.formatted(table));
  }

  private static Column name(String table, String column, String type) {
    return new Column(column, nameSql(table, type, column + "_id"));
  }

  private static String nameSql(String table, String type, String idColumn) {
    return NAME.formatted(table, type, idColumn);
  }

  private static void set(Session session, String projectId, String table, Column... columns)
      throws SQLException {
    StringBuilder values = new StringBuilder();
    StringBuilder differs = new StringBuilder();
    for (Column column : columns) {
      values
          .append(values.isEmpty() ? "" : ", ")
          .append(column.name())
          .append(" = ")
          .append(column.sql());
      differs
          .append(differs.isEmpty() ? "" : " OR ")
          .append(column.name())
          .append(" IS DISTINCT FROM ")
          .append(column.sql());
    }
    session.update(
        "UPDATE %s SET %s WHERE project_id = ? AND (%s)".formatted(table, values, differs),
        projectId);
  }

  private static String unknownSql(ReferenceValue.Type type) {
    String used =
        switch (type) {
          case PRIORITY -> "SELECT DISTINCT priority_id AS id FROM TestCase WHERE project_id = ?";
          case STATUS_TEST_CASE ->
              "SELECT DISTINCT status_id AS id FROM TestCase WHERE project_id = ?";
          case STATUS_TEST_PLAN ->
              "SELECT DISTINCT status_id AS id FROM TestPlan WHERE project_id = ?";
          case STATUS_TEST_CYCLE ->
              "SELECT DISTINCT status_id AS id FROM TestCycle WHERE project_id = ?";
          case ENVIRONMENT ->
              "SELECT DISTINCT environment_id AS id FROM TestExecution WHERE project_id = ?";
          case STATUS_TEST_EXECUTION ->
              """
              SELECT x.id FROM TestExecution e
                JOIN (SELECT execution_id, status_id AS id FROM TestExecution
                  UNION SELECT execution_id, status_id FROM test_execution_step) x ON x.execution_id = e.execution_id
              WHERE e.project_id = ? GROUP BY x.id""";
        };
    return """
        SELECT used.id AS id FROM (%s) used
        WHERE used.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reference_value r
          WHERE r.project_id = ? AND r.type = '%s' AND r.reference_id = used.id AND r.gone_at IS NULL)
        ORDER BY used.id
        """
        .formatted(used, type);
  }

  private record Column(String name, String sql) {}
}
