package io.ztoq.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a transform planned, in numbers. */
public final class LedgerCounts {

  /**
   * Rows of the ledger of one kind.
   *
   * @param toCreate planned or in doubt, not in qTest yet
   * @param toUpdate planned again, already in qTest
   * @param done in qTest as planned
   */
  public record KindCount(
      TargetKind kind,
      long toCreate,
      long toUpdate,
      long done,
      long rejected,
      long held,
      long gone) {}

  private LedgerCounts() {}

  public static List<KindCount> kinds(Session session, String projectKey) throws SQLException {
    return session.query(
        """
        SELECT kind, min(rank) AS first_rank,
          sum(CASE WHEN state IN ('PLANNED', 'SENDING') AND written_sha256 IS NULL THEN 1 ELSE 0 END) AS to_create,
          sum(CASE WHEN state IN ('PLANNED', 'SENDING') AND written_sha256 IS NOT NULL THEN 1 ELSE 0 END) AS to_update,
          sum(CASE WHEN state = 'WRITTEN' THEN 1 ELSE 0 END) AS done,
          sum(CASE WHEN state = 'REJECTED' THEN 1 ELSE 0 END) AS rejected,
          sum(CASE WHEN state = 'HELD' THEN 1 ELSE 0 END) AS held,
          sum(CASE WHEN state = 'GONE' THEN 1 ELSE 0 END) AS gone
        FROM target_object WHERE project_key = ? GROUP BY kind ORDER BY 2
        """,
        row ->
            new KindCount(
                TargetKind.valueOf(row.text("kind")),
                row.number("to_create"),
                row.number("to_update"),
                row.number("done"),
                row.number("rejected"),
                row.number("held"),
                row.number("gone")),
        projectKey);
  }

  public static Map<String, Long> lossesByKind(Session session, String projectKey)
      throws SQLException {
    return counts(
        session,
        "SELECT kind AS word, count(*) AS found FROM loss WHERE project_key = ? GROUP BY kind",
        projectKey);
  }

  /** Open rejects of the transform, by code. */
  public static Map<String, Long> rejectsByCode(Session session, String projectKey)
      throws SQLException {
    return counts(
        session,
        """
        SELECT code AS word, count(*) AS found FROM rejected_record
        WHERE project_key = ? AND flow = 'transform' AND resolved_at IS NULL GROUP BY code
        """,
        projectKey);
  }

  private static Map<String, Long> counts(Session session, String sql, String projectKey)
      throws SQLException {
    Map<String, Long> found = new TreeMap<>();
    session.forEach(sql, row -> found.put(row.text("word"), row.number("found")), projectKey);
    return found;
  }
}
