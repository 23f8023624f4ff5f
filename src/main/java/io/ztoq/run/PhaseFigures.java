package io.ztoq.run;

import io.ztoq.store.Session;
import io.ztoq.store.Store;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts how far the phases of a project are, for progress and JMX. */
public final class PhaseFigures {

  /**
   * Counts of one phase.
   *
   * @param done records that need no further work
   * @param total 0 while it is not known
   * @param rejects of the phase, open ones
   */
  public record Counts(long done, long total, long rejects) {}

  private final Store store;
  private final String projectKey;
  private final String runId;

  public PhaseFigures(Store store, String projectKey, String runId) {
    this.store = store;
    this.projectKey = projectKey;
    this.runId = runId;
  }

  /** Counts of {@code phase} at this moment. */
  public Counts of(String phase) {
    return store.read(
        session -> {
          long rejects =
              session.number(
                  "SELECT count(*) FROM rejected_record WHERE project_key = ? AND flow = ? AND resolved_at IS NULL",
                  projectKey,
                  phase);
          return switch (phase) {
            case "extract" ->
                new Counts(
                    number(session, "SELECT count(*) FROM raw_record WHERE project_key = ?"),
                    0,
                    rejects);
            case "transform" ->
                new Counts(
                    number(session, "SELECT count(*) FROM target_object WHERE project_key = ?"),
                    0,
                    rejects);
            case "load" -> load(session, rejects);
            case "validate" -> validate(session, rejects);
            default -> new Counts(0, 0, 0);
          };
        });
  }

  private Counts load(Session session, long rejects) throws SQLException {
    long all =
        number(
            session,
            "SELECT count(*) FROM target_object WHERE project_key = ? AND state <> 'GONE'");
    long open =
        number(
            session,
            "SELECT count(*) FROM target_object WHERE project_key = ? AND state IN ('PLANNED', 'SENDING')");
    return new Counts(all - open, all, rejects);
  }

  private Counts validate(Session session, long rejects) throws SQLException {
    long seen =
        session.number(
            "SELECT count(*) FROM live_object WHERE project_key = ? AND run_id = ? AND kind NOT LIKE 'TEST_STEP%'",
            projectKey, runId);
    long all =
        number(
            session,
            """
            SELECT count(*) FROM target_object WHERE project_key = ? AND state = 'WRITTEN'
              AND kind NOT IN ('APPROVAL', 'STEP_READING')
            """);
    return new Counts(Math.min(seen, all), all, rejects);
  }

  private long number(Session session, String sql) throws SQLException {
    return session.number(sql, projectKey);
  }

  /** Rows of the loss ledger. */
  public long losses() {
    return store.read(
        session -> number(session, "SELECT count(*) FROM loss WHERE project_key = ?"));
  }

  /** Open rejects by code and cause. */
  public Map<String, Long> rejectGroups() {
    Map<String, Long> groups = new LinkedHashMap<>();
    RejectGroup.open(store, projectKey)
        .forEach(
            group -> groups.merge(group.code() + " " + group.example(), group.count(), Long::sum));
    return groups;
  }
}
