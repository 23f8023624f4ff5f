package io.ztoq.run;

import io.ztoq.store.Session;
import io.ztoq.store.Store;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is left to look at when a run has ended.
 *
 * @param rejects records that could not go on and are not resolved
 * @param held objects that wait for a rejected one
 * @param differences found by comparing qTest with the plan
 * @param gates rules between the phases that did not hold, each once however often it was broken
 * @param losses of severity ERROR
 * @param compared whether the run compared qTest with the plan to the end
 * @param back what a rollback did; null for other runs
 */
public record Verdict(
    long rejects,
    long held,
    long differences,
    long gates,
    long losses,
    boolean compared,
    @Nullable Back back) {

  /** Objects that a rollback of a load deleted, restored and had to leave. */
  public record Back(long deleted, long restored, long left) {}

  /** What a rollback did and left. */
  private static final String OF_ROLLBACK = "rule_id LIKE 'RBK-%'";

  /** No rule of a gate may begin like this. */
  private static final String OF_COMPARISON = "rule_id LIKE 'VAL-%'";

  public static Verdict of(Store store, String projectKey, String runId) {
    return store.read(session -> of(session, projectKey, runId));
  }

  private static Verdict of(Session session, String projectKey, String runId) throws SQLException {
    return new Verdict(
        session.number(
            "SELECT count(*) FROM rejected_record WHERE project_key = ? AND resolved_at IS NULL",
            projectKey),
        session.number(
            "SELECT count(*) FROM target_object WHERE project_key = ? AND state = 'HELD'",
            projectKey),
        session.number(errors("count(*)") + " AND " + OF_COMPARISON, runId),
        session.number(
            errors("count(DISTINCT rule_id)")
                + " AND NOT "
                + OF_COMPARISON
                + " AND NOT "
                + OF_ROLLBACK,
            runId),
        session.number(
            "SELECT count(*) FROM loss WHERE project_key = ? AND severity = 'ERROR'", projectKey),
        session.number(
                "SELECT count(*) FROM finding WHERE run_id = ? AND rule_id = 'VAL-PROOF'", runId)
            > 0,
        null);
  }

  /** Of a rollback: what it deleted, restored and left counts, and nothing of before. */
  public static Verdict ofRollback(Store store, String runId) {
    return store.read(
        session ->
            new Verdict(
                0,
                0,
                0,
                0,
                0,
                false,
                new Back(
                    taken(session, runId, "RBK-DELETED"),
                    taken(session, runId, "RBK-RESTORED"),
                    session.number(
                        "SELECT count(*) FROM finding WHERE run_id = ? AND rule_id = 'RBK-LEFT'",
                        runId))));
  }

  private static long taken(Session session, String runId, String rule) throws SQLException {
    return session.number(
        "SELECT coalesce(sum(CAST(actual AS INTEGER)), 0) FROM finding WHERE run_id = ? AND rule_id = ?",
        runId,
        rule);
  }

  private static String errors(String what) {
    return "SELECT " + what + " FROM finding WHERE run_id = ? AND severity = 'ERROR'";
  }

  public boolean isClean() {
    boolean left = back != null && back.left() > 0;
    return !left && rejects + held + differences + gates + losses == 0;
  }

  /** One line for the end of a run. */
  public String line() {
    if (back != null) {
      return "%d objects deleted in qTest, %d restored, %d left"
          .formatted(back.deleted(), back.restored(), back.left());
    }
    if (isClean()) {
      return compared ? "no rejects, no differences" : "no rejects, not compared with qTest";
    }
    return "%d rejected, %d held back, %s, %d gates not met, %d losses of severity ERROR"
        .formatted(
            rejects,
            held,
            compared || differences > 0 ? differences + " differences" : "not compared with qTest",
            gates,
            losses);
  }
}
