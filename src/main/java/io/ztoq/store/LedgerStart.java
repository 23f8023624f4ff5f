package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;

/** What a load does with the ledger before its first and after its last request. */
public final class LedgerStart {

  private final Store store;
  private final String projectKey;

  public LedgerStart(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /**
   * Plans rejected and held rows again, gives siblings their places and plans those that stand
   * elsewhere, holds what belongs to records that the transform rejected, plans the readings that
   * are due with them, and counts what every row waits for.
   */
  public void begin() {
    store.write(
        session -> {
          session.update(
              """
          UPDATE target_object SET state = 'PLANNED'
          WHERE project_key = ? AND state IN ('REJECTED', 'HELD') AND document IS NOT NULL""",
              projectKey);
          SiblingPlaces.update(session, projectKey);
          session.update(
              "UPDATE target_object SET attempts = 0 WHERE project_key = ? AND state = 'PLANNED' AND attempts > 0",
              projectKey);
          NeedCounts.holdAll(session, projectKey);
          readAgain(session);
          letResultsWait(session);
          NeedCounts.recountAll(session, projectKey);
          return null;
        });
  }

  /**
   * A reading that went on without a rejected case is due again when that case is. It forgets what
   * it has written, so that no transform takes it for done when this load ends before it.
   */
  private void readAgain(Session session) throws SQLException {
    session.update(
        """
        UPDATE target_object SET state = 'PLANNED', written_sha256 = NULL
        WHERE project_key = ? AND kind = 'STEP_READING' AND state = 'WRITTEN' AND EXISTS (
            SELECT 1 FROM target_need n JOIN target_object t ON t.target_object_id = n.needs_id
            WHERE n.object_id = target_object.target_object_id AND n.is_order_only AND t.state = 'PLANNED')""",
        projectKey);
  }

  /** A result of a run that stands in qTest comes after the reading that its run came after. */
  private void letResultsWait(Session session) throws SQLException {
    session.update(
        """
        INSERT INTO target_need(object_id, needs_id, is_order_only)
        SELECT l.target_object_id, r.target_object_id, TRUE FROM target_object r
        JOIN target_need n ON n.needs_id = r.target_object_id
        JOIN target_object run ON run.target_object_id = n.object_id AND run.kind = 'TEST_RUN'
        JOIN target_object l ON l.parent_id = run.target_object_id AND l.kind = 'TEST_LOG' AND l.state = 'PLANNED'
        WHERE r.project_key = ? AND r.kind = 'STEP_READING' AND r.state = 'PLANNED' AND run.state <> 'PLANNED'
        ON CONFLICT (object_id, needs_id) DO NOTHING""",
        projectKey);
  }

  /**
   * Rejects of earlier loads are done with when their object stands in qTest now, or is no longer
   * in Zephyr.
   */
  public void resolveRejects(Instant now) {
    store.write(
        session ->
            session.update(
                """
            UPDATE rejected_record SET resolved_at = ?
            WHERE project_key = ? AND flow = 'load' AND resolved_at IS NULL AND EXISTS (
                SELECT 1 FROM target_object o
                WHERE o.project_key = rejected_record.project_key AND o.kind = rejected_record.kind
                  AND o.source_key = rejected_record.source_key AND o.state IN ('WRITTEN', 'GONE'))""",
                now,
                projectKey));
  }

  /** Rows that were never handed out; after a whole load there are none. */
  public long leftPlanned() {
    store.settle();
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM target_object WHERE project_key = ? AND state = 'PLANNED'",
                projectKey));
  }
}
