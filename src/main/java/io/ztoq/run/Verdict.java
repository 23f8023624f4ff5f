package io.ztoq.run;

import io.ztoq.store.Session;
import io.ztoq.store.Store;
import java.sql.SQLException;

/**
 * What is left to look at when a run has ended.
 *
 * @param rejects records that could not go on and are not resolved
 * @param held objects that wait for a rejected one
 * @param differences findings of severity ERROR of the run
 * @param losses of severity ERROR
 */
public record Verdict(long rejects, long held, long differences, long losses) {

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
        session.number(
            "SELECT count(*) FROM finding WHERE run_id = ? AND severity = 'ERROR'", runId),
        session.number(
            "SELECT count(*) FROM loss WHERE project_key = ? AND severity = 'ERROR'", projectKey));
  }

  /** Of a rollback: only what it left in qTest counts. */
  public Verdict ofRollback() {
    return new Verdict(0, 0, differences, 0);
  }

  public boolean isClean() {
    return rejects == 0 && held == 0 && differences == 0 && losses == 0;
  }

  /** One line for the end of a run. */
  public String line() {
    return isClean()
        ? "no rejects, no differences"
        : "%d rejected, %d held back, %d differences, %d losses of severity ERROR"
            .formatted(rejects, held, differences, losses);
  }
}
