package io.ztoq.store;

import java.sql.SQLException;
import java.util.List;

/** Clears transformed or extracted data of one project; what stands in qTest is never forgotten. */
public final class StoreRollback {

  private static final String PROJECT = "(SELECT project_id FROM Project WHERE project_key = ?)";

  private static final String CASES =
      "(SELECT test_case_id FROM TestCase WHERE project_id = " + PROJECT + ")";

  private static final String EXECUTIONS =
      "(SELECT execution_id FROM TestExecution WHERE project_id = " + PROJECT + ")";

  private static final String PLANS =
      "(SELECT test_plan_id FROM TestPlan WHERE project_id = " + PROJECT + ")";

  private static final String CYCLES =
      "(SELECT test_cycle_id FROM TestCycle WHERE project_id = " + PROJECT + ")";

  /** In an order that foreign keys allow. */
  private static final List<String> EXTRACTED =
      List.of(
          "DELETE FROM CustomField WHERE object_type = 'TestCase' AND object_id IN " + CASES,
          "DELETE FROM CustomField WHERE object_type = 'TestCycle' AND object_id IN " + CYCLES,
          "DELETE FROM CustomField WHERE object_type = 'TestPlan' AND object_id IN " + PLANS,
          "DELETE FROM CustomField WHERE object_type = 'TestExecution' AND object_id IN "
              + EXECUTIONS,
          "DELETE FROM Attachment WHERE project_id = " + PROJECT,
          "DELETE FROM entity_link WHERE project_id = " + PROJECT,
          "DELETE FROM test_execution_step WHERE execution_id IN " + EXECUTIONS,
          "DELETE FROM TestExecution WHERE project_id = " + PROJECT,
          "DELETE FROM test_plan_cycle WHERE test_plan_id IN " + PLANS,
          "DELETE FROM TestPlan WHERE project_id = " + PROJECT,
          "DELETE FROM TestCycle WHERE project_id = " + PROJECT,
          "DELETE FROM TestStep WHERE test_case_id IN " + CASES,
          "DELETE FROM test_case_version WHERE test_case_id IN " + CASES,
          "DELETE FROM TestCase WHERE project_id = " + PROJECT,
          "UPDATE Folder SET parent_folder_id = NULL WHERE project_id = " + PROJECT,
          "DELETE FROM Folder WHERE project_id = " + PROJECT,
          "DELETE FROM reference_value WHERE project_id = " + PROJECT,
          "DELETE FROM raw_record WHERE project_key = ?",
          "DELETE FROM checkpoint WHERE project_key = ? AND flow = 'extract'",
          "DELETE FROM entity_batch_state WHERE project_key = ?",
          "DELETE FROM rejected_record WHERE project_key = ? AND flow = 'extract'");

  private static final List<String> UNUSED_CONTENT =
      List.of(
          """
          DELETE FROM attachment_chunk WHERE sha256 NOT IN
            (SELECT content_sha256 FROM Attachment WHERE content_sha256 IS NOT NULL)
          """,
          """
          DELETE FROM attachment_content WHERE sha256 NOT IN
            (SELECT content_sha256 FROM Attachment WHERE content_sha256 IS NOT NULL)
          """);

  /** Rows that are in qTest, may be there, or have such a row below them. */
  private static final String KEPT =
      """
      WITH RECURSIVE kept(id) AS (
        SELECT target_object_id FROM target_object
        WHERE project_key = ? AND (target_id IS NOT NULL OR state IN ('SENDING', 'WRITTEN'))
        UNION SELECT o.parent_id FROM target_object o JOIN kept ON kept.id = o.target_object_id
          WHERE o.parent_id IS NOT NULL)
      """;

  private final Store store;
  private final String projectKey;

  public StoreRollback(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /**
   * Removes every planned object that does not stand in qTest.
   *
   * @return number of rows that were kept because they stand there, or may
   */
  public long clearTransformed() {
    return store.write(
        session -> {
          List<Long> kept =
              session.query(KEPT + "SELECT id FROM kept", row -> row.number("id"), projectKey);
          session.update(
              "UPDATE target_object SET planned_by = 'rollback' WHERE project_key = ?", projectKey);
          for (Long id : kept) {
            session.update(
                "UPDATE target_object SET planned_by = 'kept' WHERE target_object_id = ?", id);
          }
          String gone =
              "(SELECT target_object_id FROM target_object WHERE project_key = ? AND planned_by = 'rollback')";
          session.update("DELETE FROM target_need WHERE object_id IN " + gone, projectKey);
          session.update("DELETE FROM target_need WHERE needs_id IN " + gone, projectKey);
          session.update(
              "DELETE FROM target_step WHERE test_case_object_id IN " + gone, projectKey);
          session.update("DELETE FROM target_before WHERE target_object_id IN " + gone, projectKey);
          session.update(
              "UPDATE target_object SET parent_id = NULL WHERE project_key = ? AND planned_by = 'rollback'",
              projectKey);
          session.update(
              "DELETE FROM target_object WHERE project_key = ? AND planned_by = 'rollback'",
              projectKey);
          session.update("DELETE FROM loss WHERE project_key = ?", projectKey);
          session.update(
              "DELETE FROM rejected_record WHERE project_key = ? AND flow IN ('transform', 'load')",
              projectKey);
          session.update(
              "DELETE FROM checkpoint WHERE project_key = ? AND flow <> 'extract'", projectKey);
          return (long) kept.size();
        });
  }

  /**
   * Removes everything that was read from Zephyr; contents of files go when no project needs them.
   */
  public void clearExtracted() {
    store.write(
        session -> {
          for (String sql : EXTRACTED) {
            session.update(sql, projectKey);
          }
          return clearContent(session);
        });
  }

  private static int clearContent(Session session) throws SQLException {
    int removed = 0;
    for (String sql : UNUSED_CONTENT) {
      removed += session.update(sql);
    }
    return removed;
  }
}
