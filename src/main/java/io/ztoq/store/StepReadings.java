package io.ztoq.store;

import io.ztoq.store.PlannedObject.Ref;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of the ledger that read step ids back: one per module with cases, planned in one
 * transaction.
 */
public final class StepReadings {

  /** Takes the case documents of a module, in a fixed order. */
  @FunctionalInterface
  public interface CaseConsumer {
    /**
     * @param moduleKey source key of the module
     * @param caseId Zephyr's number of the case
     * @param state hash of its document, and where it stands
     */
    void accept(String moduleKey, long caseId, String state);
  }

  private static final int RANK = 3500;

  private StepReadings() {}

  /** Takes a case with the number of its row in the ledger. */
  interface RowConsumer {
    void accept(long row, String moduleKey, long caseId, String state);
  }

  /** All cases, module by module; the sort key of a case is its number. */
  static void cases(Session session, String projectKey, RowConsumer consumer) throws SQLException {
    session.forEach(
        """
        SELECT m.source_key AS module_key, c.target_object_id, c.sort_key, c.document_sha256 FROM target_object c
        JOIN target_object m ON m.target_object_id = c.parent_id
        WHERE c.project_key = ? AND c.kind = 'TEST_CASE' AND c.state <> 'GONE'
        ORDER BY c.parent_id, c.sort_key
        """,
        row ->
            consumer.accept(
                row.number("target_object_id"),
                row.text("module_key"),
                Long.parseLong(row.text("sort_key")),
                state(row)),
        projectKey);
  }

  /**
   * The module belongs to it: moving a case makes a new version, and so new step ids, also below
   * its callers.
   */
  private static String state(Row row) throws SQLException {
    String found = row.textOrNull("document_sha256");
    return (found == null ? "rejected" : found) + " in " + row.text("module_key");
  }

  /** A reading of one module. */
  public record Reading(String moduleKey, String document) {}

  /** Their rows in the ledger, without what they wait for. */
  static List<PlannedObject> objects(List<Reading> readings) {
    List<PlannedObject> objects = new ArrayList<>(readings.size());
    for (Reading one : readings) {
      Ref ref = new Ref(TargetKind.STEP_READING, one.moduleKey());
      Ref module = new Ref(TargetKind.MODULE, one.moduleKey());
      objects.add(new PlannedObject(ref, module, RANK, one.moduleKey(), one.document(), List.of()));
    }
    return objects;
  }

  /**
   * A reading waits for all cases of its module and for what they call, directly or not; for order
   * only, so that one bad case does not hold the runs of the others. Writes what differs.
   *
   * @param approve whether there are approvals to wait for, else for the cases
   */
  static int writeNeeds(Session session, String projectKey, boolean approve) throws SQLException {
    String wanted = WANTED.formatted(approve ? APPROVALS : "SELECT module_id, case_id FROM wanted");
    return session.update(
            wanted
                + "DELETE FROM target_need WHERE (object_id, needs_id) IN ("
                + PRESENT
                + " EXCEPT SELECT object_id, needs_id FROM reading)",
            projectKey,
            projectKey)
        + session.update(
            "INSERT INTO target_need(object_id, needs_id, is_order_only) "
                + wanted
                + "SELECT object_id, needs_id, TRUE FROM (SELECT object_id, needs_id FROM reading EXCEPT "
                + PRESENT
                + ") missing",
            projectKey,
            projectKey)
        + session.update(PARENTS, projectKey);
  }

  private static final String APPROVALS =
      """
      SELECT w.module_id, a.target_object_id AS case_id FROM wanted w
      JOIN target_object a ON a.parent_id = w.case_id AND a.kind = 'APPROVAL' AND a.state <> 'GONE'
      """;

  private static final String WANTED =
      """
      WITH RECURSIVE wanted(module_id, case_id) AS (
        SELECT c.parent_id, c.target_object_id FROM target_object c
        WHERE c.project_key = ? AND c.kind = 'TEST_CASE' AND c.state <> 'GONE' AND c.parent_id IS NOT NULL
        UNION
        SELECT w.module_id, n.needs_id FROM wanted w
        JOIN target_need n ON n.object_id = w.case_id
        JOIN target_object callee ON callee.target_object_id = n.needs_id AND callee.kind = 'TEST_CASE'
      ), awaited(module_id, case_id) AS (%s), reading(object_id, needs_id) AS (
      SELECT DISTINCT r.target_object_id, x.case_id FROM awaited x
      JOIN target_object r ON r.parent_id = x.module_id AND r.kind = 'STEP_READING')
      """;

  private static final String PRESENT =
      """
      SELECT n.object_id, n.needs_id FROM target_object o JOIN target_need n ON n.object_id = o.target_object_id
      WHERE o.project_key = ? AND o.kind = 'STEP_READING' AND n.is_order_only""";

  private static final String PARENTS =
      """
      INSERT INTO target_need(object_id, needs_id, is_order_only)
      SELECT target_object_id, parent_id, FALSE FROM target_object o
      WHERE project_key = ? AND kind = 'STEP_READING' AND parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM target_need n WHERE n.object_id = o.target_object_id AND n.needs_id = o.parent_id)
      """;
}
