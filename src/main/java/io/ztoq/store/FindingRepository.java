package io.ztoq.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What gates and validation found in one run; thread-safe. */
public final class FindingRepository {

  private static final String INSERT =
      """
      INSERT INTO finding(project_key, run_id, phase, rule_id, severity, scope, source_key, message, expected, actual)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Store store;
  private final String projectKey;
  private final String runId;

  public FindingRepository(Store store, String projectKey, String runId) {
    this.store = store;
    this.projectKey = projectKey;
    this.runId = runId;
  }

  /** Puts the findings of one rule in the place of what this run found by it before. */
  public void replace(String phase, String ruleId, List<Finding> findings) {
    store.write(
        session -> {
          session.update(
              "DELETE FROM finding WHERE run_id = ? AND phase = ? AND rule_id = ?",
              runId,
              phase,
              ruleId);
          insert(session, findings);
          return findings.size();
        });
  }

  public void add(List<Finding> findings) {
    if (!findings.isEmpty()) {
      store.write(
          session -> {
            insert(session, findings);
            return findings.size();
          });
    }
  }

  /**
   * Forgets what this run's live validation found before, so that a repeated validation counts
   * once.
   */
  public void forgetLive(String phase) {
    store.write(
        session ->
            session.update(
                "DELETE FROM finding WHERE run_id = ? AND phase = ? AND rule_id LIKE 'VAL-%'",
                runId, phase));
  }

  /** Number of findings of this run in a phase, from {@code severity} on. */
  public long count(String phase, Finding.Severity severity) {
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM finding WHERE run_id = ? AND phase = ? AND severity = ?",
                runId,
                phase,
                severity));
  }

  private void insert(Session session, List<Finding> findings) throws SQLException {
    session.batch(INSERT, findings.stream().map(this::values).toList());
  }

  private @Nullable Object[] values(Finding found) {
    return new @Nullable Object[] {
      projectKey,
      runId,
      found.phase(),
      found.ruleId(),
      found.severity(),
      found.scope(),
      found.sourceKey(),
      found.message(),
      found.expected(),
      found.actual()
    };
  }
}
