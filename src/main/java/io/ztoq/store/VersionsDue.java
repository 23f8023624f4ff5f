package io.ztoq.store;

/** Marks the cases whose versions have to be read. */
public final class VersionsDue {

  /** Which cases that concerns. */
  public enum Rule {
    /**
     * Executions name a version above 1 that is not known yet, or the case may have a newer one.
     */
    LATER_EXECUTED,
    /** Executions name a version that is not known yet, or the case may have a newer one. */
    EXECUTED,
    /** No version is known yet, or the case changed. */
    ALL,
    NONE
  }

  private final Store store;

  public VersionsDue(Store store) {
    this.store = store;
  }

  /** Needs the executions joined to their cases. */
  public int mark(String projectId, Rule rule) {
    String condition =
        switch (rule) {
          case LATER_EXECUTED -> executed("AND e.source_case_version > 1");
          case EXECUTED -> executed("AND e.source_case_version IS NOT NULL");
          case ALL ->
              "(details_due OR NOT EXISTS (SELECT 1 FROM test_case_version v WHERE v.test_case_id = TestCase.test_case_id))";
          case NONE -> "1 = 0";
        };
    return store.write(
        session ->
            session.update(
                "UPDATE TestCase SET versions_due = TRUE WHERE project_id = ? AND gone_at IS NULL AND NOT versions_due AND "
                    + condition,
                projectId));
  }

  /** Cases whose executions name a version while no version list says which one is the latest. */
  public long notAsked(String projectId) {
    return store.read(
        session ->
            session.number(
                """
                SELECT count(DISTINCT e.test_case_id) FROM TestExecution e
                  JOIN TestCase c ON c.test_case_id = e.test_case_id
                WHERE e.project_id = ? AND e.gone_at IS NULL AND c.gone_at IS NULL AND e.source_case_version IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM test_case_version v WHERE v.test_case_id = e.test_case_id)
                """,
                projectId));
  }

  private static String executed(String more) {
    return """
        (details_due AND EXISTS (SELECT 1 FROM test_case_version v WHERE v.test_case_id = TestCase.test_case_id)
        OR EXISTS (SELECT 1 FROM TestExecution e WHERE e.test_case_id = TestCase.test_case_id AND e.gone_at IS NULL %s
          AND NOT EXISTS (SELECT 1 FROM test_case_version v
            WHERE v.test_case_id = e.test_case_id AND v.version = e.source_case_version)))
        """
        .formatted(more);
  }
}
