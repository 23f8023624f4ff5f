package io.ztoq.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has still to be read below single objects, in keyset pages. */
public final class DueRecords {

  private static final String NOTHING =
      "NULL AS step_id, NULL AS file_id, NULL AS hint, NULL AS known";

  /** The steps first: SQLite keeps that order, else it sorts all steps for each page. */
  private static final String STEP_FILES =
      """
      SELECT s.%1$s AS id, %2$s AS label, %3$s AS address, s.zephyr_step_id AS step_id, NULL AS file_id, NULL AS hint,
        NULL AS known
      FROM %4$s s CROSS JOIN %5$s o
      WHERE o.%6$s = s.%6$s AND s.attachments_due AND o.gone_at IS NULL AND o.project_id = ? AND s.%1$s > ? ORDER BY s.%1$s LIMIT ?
      """;

  private static final String FILES =
      """
      SELECT a.attachment_id AS id, COALESCE(c.key, CAST(COALESCE(x.execution_id, a.related_id) AS VARCHAR)) AS address,
        a.attachment_name AS label, COALESCE(s.zephyr_step_id, x.zephyr_step_id) AS step_id,
        a.zephyr_attachment_id AS file_id, a.related_type AS hint, a.attachment_name AS known
      FROM Attachment a
        LEFT JOIN TestStep s ON a.related_type = 'TestStep' AND s.step_id = a.related_id
        LEFT JOIN TestCase c ON c.test_case_id =
          CASE a.related_type WHEN 'TestCase' THEN a.related_id WHEN 'TestStep' THEN s.test_case_id END
        LEFT JOIN test_execution_step x ON a.related_type = 'TestExecutionStep' AND x.execution_step_id = a.related_id
      WHERE a.state = 'LISTED' AND a.project_id = ? AND a.attachment_id > ? ORDER BY a.attachment_id LIMIT ?
      """;

  private final Store store;

  public DueRecords(Store store) {
    this.store = store;
  }

  /**
   * The next ones after {@code afterId}, by id; empty at the end. Waits for what is being written.
   */
  public List<Due> next(Due.Kind kind, String projectId, long afterId, int most) {
    store.settle();
    return store.read(
        session -> session.query(sql(kind), row -> map(kind, row), projectId, afterId, most));
  }

  /** How many there are. */
  public long count(Due.Kind kind, String projectId) {
    store.settle();
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM (" + sql(kind) + ") due",
                projectId,
                Long.MIN_VALUE,
                Integer.MAX_VALUE));
  }

  /** How many of some kinds there were a moment ago; waits for nothing. */
  long seen(Iterable<Due.Kind> kinds, String projectId) {
    return store.read(
        session -> {
          long sum = 0;
          for (Due.Kind kind : kinds) {
            sum +=
                session.number(
                    "SELECT count(*) FROM (" + sql(kind) + ") due",
                    projectId,
                    Long.MIN_VALUE,
                    Integer.MAX_VALUE);
          }
          return sum;
        });
  }

  private static Due map(Due.Kind kind, Row row) throws SQLException {
    return new Due(
        kind,
        row.number("id"),
        kind == Due.Kind.FILE ? labelOfFile(row) : row.text("label"),
        row.text("address"),
        row.numberOrNull("step_id"),
        row.numberOrNull("file_id"),
        row.textOrNull("hint"),
        row.textOrNull("known"));
  }

  /** With its number: an object may have several files of one name (trap 28). */
  private static String labelOfFile(Row row) throws SQLException {
    return "%s/%s (%d)".formatted(row.text("address"), row.text("label"), row.number("file_id"));
  }

  static String sql(Due.Kind kind) {
    return switch (kind) {
      case TEST_SCRIPT ->
          rows("TestCase", "test_case_id", "key", "details_due")
              .replace(
                  NOTHING,
                  "NULL AS step_id, NULL AS file_id, script_hint AS hint, script_type AS known");
      case CASE_VERSIONS -> rows("TestCase", "test_case_id", "key", "versions_due");
      case CASE_LINKS -> rows("TestCase", "test_case_id", "key", "links_due");
      case CASE_FILES -> rows("TestCase", "test_case_id", "key", "attachments_due");
      case PLAN_FILES -> rows("TestPlan", "test_plan_id", null, "attachments_due");
      case CYCLE_LINKS -> rows("TestCycle", "test_cycle_id", null, "links_due");
      case CYCLE_FILES -> rows("TestCycle", "test_cycle_id", null, "attachments_due");
      case EXECUTION_STEPS -> rows("TestExecution", "execution_id", null, "details_due");
      case EXECUTION_LINKS -> rows("TestExecution", "execution_id", null, "links_due");
      case EXECUTION_FILES -> rows("TestExecution", "execution_id", null, "attachments_due");
      case CASE_STEP_FILES ->
          STEP_FILES.formatted("step_id", "o.key", "o.key", "TestStep", "TestCase", "test_case_id");
      case EXECUTION_STEP_FILES ->
          STEP_FILES.formatted(
              "execution_step_id",
              "COALESCE(o.key, 'execution/' || CAST(o.execution_id AS VARCHAR))",
              "CAST(o.execution_id AS VARCHAR)",
              "test_execution_step",
              "TestExecution",
              "execution_id");
      case FILE -> FILES;
    };
  }

  /**
   * Cases are addressed by key; cycles, plans and executions by number: old cycle keys are refused
   * in paths.
   */
  private static String rows(String table, String id, @Nullable String address, String mark) {
    return """
        SELECT %1$s AS id, COALESCE(key, 'execution/' || CAST(%1$s AS VARCHAR)) AS label, %2$s AS address, %3$s
        FROM %4$s WHERE %5$s AND gone_at IS NULL AND project_id = ? AND %1$s > ? ORDER BY %1$s LIMIT ?
        """
        .formatted(
            id, address == null ? "CAST(" + id + " AS VARCHAR)" : address, NOTHING, table, mark);
  }
}
