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

  /**
   * All cases that this transform planned, module by module; the sort key of a case is its number.
   */
  public static void cases(
      Session session, String projectKey, String generation, CaseConsumer consumer)
      throws SQLException {
    session.forEach(
        """
        SELECT m.source_key AS module_key, c.sort_key, c.document_sha256 FROM target_object c
        JOIN target_object m ON m.target_object_id = c.parent_id
        WHERE c.project_key = ? AND c.kind = 'TEST_CASE' AND c.planned_by = ?
        ORDER BY c.parent_id, c.sort_key
        """,
        row ->
            consumer.accept(
                row.text("module_key"), Long.parseLong(row.text("sort_key")), state(row)),
        projectKey,
        generation);
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

  /**
   * A reading waits for all cases of its module and for what they call, directly or not; for order
   * only, so that one bad case does not hold the runs of the others.
   *
   * @param approve whether there are approvals to wait for, else for the cases
   */
  public static void write(
      Session session,
      String projectKey,
      String generation,
      List<Reading> readings,
      boolean approve)
      throws SQLException {
    for (List<Reading> some : Chunks.of(readings, 500)) {
      List<PlannedObject> objects = new ArrayList<>(some.size());
      for (Reading one : some) {
        Ref ref = new Ref(TargetKind.STEP_READING, one.moduleKey());
        Ref module = new Ref(TargetKind.MODULE, one.moduleKey());
        objects.add(
            new PlannedObject(ref, module, RANK, one.moduleKey(), one.document(), List.of()));
      }
      new LedgerPlan(session, projectKey, generation).writeRows(objects);
    }
    session.update(
        "DELETE FROM target_need WHERE object_id IN"
            + " (SELECT target_object_id FROM target_object WHERE project_key = ? AND kind = 'STEP_READING')",
        projectKey);
    session.update(
        NEEDS.formatted(approve ? APPROVALS : "SELECT module_id, case_id FROM wanted"),
        projectKey,
        generation);
    session.update(PARENTS, projectKey);
  }

  private static final String APPROVALS =
      """
      SELECT w.module_id, a.target_object_id AS case_id FROM wanted w
      JOIN target_object a ON a.parent_id = w.case_id AND a.kind = 'APPROVAL'
      """;

  private static final String NEEDS =
      """
      INSERT INTO target_need(object_id, needs_id, is_order_only)
      WITH RECURSIVE wanted(module_id, case_id) AS (
        SELECT c.parent_id, c.target_object_id FROM target_object c
        WHERE c.project_key = ? AND c.kind = 'TEST_CASE' AND c.planned_by = ? AND c.parent_id IS NOT NULL
        UNION
        SELECT w.module_id, n.needs_id FROM wanted w
        JOIN target_need n ON n.object_id = w.case_id
        JOIN target_object callee ON callee.target_object_id = n.needs_id AND callee.kind = 'TEST_CASE'
      ), awaited(module_id, case_id) AS (%s)
      SELECT DISTINCT r.target_object_id, x.case_id, TRUE FROM awaited x
      JOIN target_object r ON r.parent_id = x.module_id AND r.kind = 'STEP_READING'
      """;

  private static final String PARENTS =
      """
      INSERT INTO target_need(object_id, needs_id, is_order_only)
      SELECT target_object_id, parent_id, FALSE FROM target_object
      WHERE project_key = ? AND kind = 'STEP_READING' AND parent_id IS NOT NULL
      """;
}
