package io.ztoq.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Questions about everything that validation saw at once: what is missing, what is there twice,
 * what is out of order. Answers are handed over row by row, none is cut; thread-safe.
 */
public final class WholeQueries {

  private static final String SEEN =
      """
      EXISTS (SELECT 1 FROM live_object l WHERE l.project_key = t.project_key AND l.kind = t.kind
        AND l.target_id = t.target_id)
      """;

  private final Store store;
  private final String projectKey;

  public WholeQueries(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /** Written objects of a kind that no list showed, by ascending row id after {@code lastId}. */
  public List<LedgerRow> unseen(TargetKind kind, long lastId, int limit) {
    return store.read(
        session ->
            session.query(
                LedgerView.COLUMNS
                    + " AND t.kind = ? AND t.state = 'WRITTEN' AND t.target_id IS NOT NULL AND t.target_object_id > ?"
                    + " AND NOT "
                    + SEEN
                    + " ORDER BY t.target_object_id LIMIT ?",
                LedgerView::row,
                projectKey,
                kind,
                lastId,
                limit));
  }

  /**
   * qTest ids of runs whose logs were not all seen, or that show a latest log nobody saw; ascending
   * after lastId.
   */
  public List<Long> runsToRead(long lastId, int limit) {
    return store.read(
        session ->
            session.query(
                """
                SELECT r.target_id FROM target_object r
                WHERE r.project_key = ? AND r.kind = 'TEST_RUN' AND r.target_id > ?
                  AND (EXISTS (SELECT 1 FROM target_object t WHERE t.parent_id = r.target_object_id
                        AND t.kind = 'TEST_LOG' AND t.state = 'WRITTEN' AND NOT EXISTS (SELECT 1 FROM live_object l
                          WHERE l.project_key = t.project_key AND l.kind = 'TEST_LOG' AND l.target_id = t.target_id))
                    OR EXISTS (SELECT 1 FROM live_object v WHERE v.project_key = r.project_key AND v.kind = 'TEST_RUN'
                        AND v.target_id = r.target_id AND v.latest_log_id IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM live_object l WHERE l.project_key = v.project_key
                          AND l.kind = 'TEST_LOG' AND l.target_id = v.latest_log_id)))
                ORDER BY r.target_id LIMIT ?
                """,
                row -> row.number("target_id"),
                projectKey,
                lastId,
                limit));
  }

  /**
   * Objects with a marker of ours that are not the one the ledger knows for it, nor known for
   * another Zephyr project that was brought to the same place. A marker that names another project
   * is not ours; one of a folder names none.
   */
  public void strangers(Consumer<Difference> consumer) {
    differences(
        """
        SELECT l.kind, l.source_key, CAST(l.target_id AS VARCHAR) AS actual, CAST(t.target_id AS VARCHAR) AS expected
        FROM live_object l LEFT JOIN target_object t
          ON t.project_key = l.project_key AND t.kind = l.kind AND t.source_key = l.source_key
        WHERE l.project_key = ? AND l.source_key IS NOT NULL AND (t.target_id IS NULL OR t.target_id <> l.target_id)
          AND l.kind IN ('MODULE', 'TEST_CASE', 'TEST_CYCLE', 'TEST_SUITE', 'TEST_RUN', 'TEST_LOG')
          AND NOT EXISTS (SELECT 1 FROM target_object k WHERE k.project_key IN (SELECT project_key FROM Project)
            AND k.kind = l.kind AND k.target_id = l.target_id)
          AND (t.target_id IS NOT NULL OR (l.source_key NOT LIKE '%-%' AND l.source_key <> 'adhoc') OR substr(l.source_key, 1, length(l.project_key || '-')) = l.project_key || '-'
            OR substr(l.source_key, 1, length('cycle/' || l.project_key || '-')) = 'cycle/' || l.project_key || '-'
            OR substr(l.source_key, 1, length('adhoc/' || l.project_key || '-')) = 'adhoc/' || l.project_key || '-')
        ORDER BY l.kind, l.source_key, l.target_id
        """,
        consumer);
  }

  /** Siblings of ours that qTest shows in another order than planned. */
  public void outOfOrder(Consumer<Difference> consumer) {
    differences(
        """
        SELECT kind, source_key, CAST(before_position AS VARCHAR) AS expected, CAST(position AS VARCHAR) AS actual
        FROM (SELECT t.kind, t.source_key, l.position, LAG(l.position) OVER (PARTITION BY t.kind, l.parent_target_id
                ORDER BY t.rank, t.sort_key, t.target_object_id) AS before_position
              FROM target_object t JOIN live_object l
                ON l.project_key = t.project_key AND l.kind = t.kind AND l.target_id = t.target_id
              WHERE t.project_key = ? AND t.state = 'WRITTEN' AND l.position IS NOT NULL
                AND t.kind IN ('MODULE', 'TEST_CYCLE', 'TEST_SUITE')) siblings
        WHERE before_position > position
        ORDER BY kind, source_key
        """,
        consumer);
  }

  /**
   * Logs that came into qTest before the older one of their run.
   *
   * @param late whether the older one was not known yet when the newer one was planned
   */
  public void logsOutOfOrder(boolean late, Consumer<Difference> consumer) {
    differences(
        """
        SELECT later.kind, later.source_key, earlier.source_key AS expected, CAST(later.target_id AS VARCHAR) AS actual
        FROM target_need n JOIN target_object later ON later.target_object_id = n.object_id
          JOIN target_object earlier ON earlier.target_object_id = n.needs_id
          JOIN live_object a ON a.project_key = later.project_key AND a.kind = 'TEST_LOG' AND a.target_id = later.target_id
          JOIN live_object b ON b.project_key = later.project_key AND b.kind = 'TEST_LOG'
            AND b.target_id = earlier.target_id
        WHERE later.project_key = ? AND n.is_order_only AND later.kind = 'TEST_LOG' AND earlier.kind = 'TEST_LOG'
          AND later.target_id < earlier.target_id
          AND %s (earlier.target_object_id > later.target_object_id)
        ORDER BY later.source_key
        """
            .formatted(late ? "" : "NOT"),
        consumer);
  }

  /** Why the current status of a run is not that of its latest migrated log. */
  public enum Cause {
    /** It should be: nothing explains it. */
    UNKNOWN,
    /** Somebody recorded a later result. */
    FOREIGN,
    /** An older result came later from Zephyr, and was written last. */
    LATE,
    /** A result that has left the run in Zephyr, which is a loss of its own. */
    LEFT
  }

  /** Runs whose current status is not that of their latest migrated log. */
  public void currentStatuses(Cause cause, Consumer<Difference> consumer) {
    differences(
        """
        SELECT kind, source_key, expected, actual FROM (
        SELECT 'TEST_RUN' AS kind, r.source_key, latest.status AS expected, v.status AS actual,
          CASE WHEN v.latest_log_id IS NOT NULL AND k.target_object_id IS NULL THEN 'FOREIGN'
            WHEN k.state = 'GONE' OR (k.target_object_id IS NULL AND EXISTS (SELECT 1 FROM target_object w
              WHERE w.parent_id = r.target_object_id AND w.kind = 'TEST_LOG' AND w.state = 'GONE'
                AND w.target_id IS NOT NULL)) THEN 'LEFT'
            WHEN k.target_object_id > g.target_object_id THEN 'LATE' ELSE 'UNKNOWN' END AS cause
        FROM target_object r
          JOIN live_object v ON v.project_key = r.project_key AND v.kind = 'TEST_RUN' AND v.target_id = r.target_id
          JOIN target_object g ON g.parent_id = r.target_object_id AND g.kind = 'TEST_LOG' AND g.state = 'WRITTEN'
          JOIN live_object latest ON latest.project_key = g.project_key AND latest.kind = 'TEST_LOG'
            AND latest.target_id = g.target_id
          LEFT JOIN target_object k ON k.project_key = r.project_key AND k.kind = 'TEST_LOG'
            AND k.target_id = v.latest_log_id
        WHERE r.project_key = ? AND r.kind = 'TEST_RUN' AND COALESCE(v.status, '') <> latest.status
          AND NOT EXISTS (SELECT 1 FROM target_object n WHERE n.parent_id = g.parent_id AND n.kind = 'TEST_LOG'
            AND n.state = 'WRITTEN' AND (n.sort_key > g.sort_key
              OR n.sort_key = g.sort_key AND n.target_object_id > g.target_object_id))) found
        WHERE cause = '%s' ORDER BY source_key
        """
            .formatted(cause),
        consumer);
  }

  /**
   * Runs and logs bound to another version than the current one, of cases that never changed after
   * approval.
   */
  public void wrongVersions(Consumer<Difference> consumer) {
    differences(VERSIONS + " AND c.version IN ('1.0', '0.1') ORDER BY 1, 2", consumer);
  }

  /**
   * How many runs and logs are bound to an older version of a case that changed later; that is as
   * it should be.
   */
  public long olderVersions() {
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM (" + VERSIONS + " AND c.version NOT IN ('1.0', '0.1')) older",
                projectKey));
  }

  private static final String VERSIONS =
      """
      SELECT o.kind, o.source_key, CAST(c.version_id AS VARCHAR) AS expected, CAST(o.version_id AS VARCHAR) AS actual
      FROM live_object o
        JOIN live_object r ON r.project_key = o.project_key AND r.kind = 'TEST_RUN'
          AND r.target_id = CASE WHEN o.kind = 'TEST_RUN' THEN o.target_id ELSE o.parent_target_id END
        JOIN live_object c ON c.project_key = r.project_key AND c.kind = 'TEST_CASE' AND c.target_id = r.case_target_id
      WHERE o.project_key = ? AND o.kind IN ('TEST_RUN', 'TEST_LOG') AND o.content_sha256 IS NOT NULL
        AND o.version_id IS NOT NULL AND c.version_id IS NOT NULL AND o.version_id <> c.version_id
      """;

  /** Cases that should be approved and are a draft. */
  public void notApproved(Consumer<Difference> consumer) {
    differences(
        """
        SELECT 'TEST_CASE' AS kind, t.source_key, 'a whole version' AS expected, l.version AS actual
        FROM target_object a JOIN target_object t ON t.target_object_id = a.parent_id
          JOIN live_object l ON l.project_key = t.project_key AND l.kind = 'TEST_CASE' AND l.target_id = t.target_id
        WHERE a.project_key = ? AND a.kind = 'APPROVAL' AND a.state = 'WRITTEN' AND l.version IS NOT NULL
          AND (l.version NOT LIKE '%.0' OR l.version LIKE '0.%')
        ORDER BY t.source_key
        """,
        consumer);
  }

  private void differences(String sql, Consumer<Difference> consumer) {
    store.read(
        session -> {
          session.forEach(
              sql,
              row ->
                  consumer.accept(
                      new Difference(
                          row.text("kind"),
                          row.text("source_key"),
                          row.textOrNull("expected"),
                          row.textOrNull("actual"))),
              projectKey);
          return null;
        });
  }

  /** Something that differs between the ledger and qTest as a whole. */
  public record Difference(
      String kind, String sourceKey, @Nullable String expected, @Nullable String actual) {}
}
