package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of {@code target_need}: when a need is met, who is held, what {@code waiting}
 * counts.
 */
final class NeedCounts {

  /**
   * {@code t} is needed by {@code o} through {@code n}; a step reading takes what is there, see
   * decisions/0001.
   */
  private static final String MET =
      """
      (t.state = 'WRITTEN' OR (t.state IN ('REJECTED', 'HELD', 'GONE') AND (
          n.is_order_only OR o.kind = 'STEP_READING' OR (t.target_id IS NOT NULL AND o.kind <> 'APPROVAL'))))
      """;

  private static final String RECOUNT =
      """
      UPDATE target_object AS o SET waiting = (
          SELECT count(*) FROM target_need n JOIN target_object t ON t.target_object_id = n.needs_id
          WHERE n.object_id = o.target_object_id AND NOT %s)
      WHERE o.state = 'PLANNED' AND %s
      """;

  private NeedCounts() {}

  /** Counts afresh what every planned row of the project waits for. */
  static void recountAll(Session session, String projectKey) throws SQLException {
    session.update(RECOUNT.formatted(MET, "o.project_key = ?"), projectKey);
  }

  /** Holds every planned row that needs, directly or not, what can never be written. */
  static void holdAll(Session session, String projectKey) throws SQLException {
    Deque<Long> dead =
        new ArrayDeque<>(
            session.query(
                """
                SELECT target_object_id FROM target_object
                WHERE project_key = ? AND (state = 'REJECTED' OR (state = 'GONE' AND target_id IS NULL))""",
                row -> row.number("target_object_id"),
                projectKey));
    hold(session, dead, new ArrayDeque<>());
  }

  /** Holds what needs the rejected row and counts again what comes after any of them. */
  static int reject(Session session, long rejectedId) throws SQLException {
    Deque<Long> dead = new ArrayDeque<>();
    dead.add(rejectedId);
    Deque<Long> all = new ArrayDeque<>();
    hold(session, dead, all);
    int changed = all.size();
    for (Long id : all) {
      changed +=
          session.update(
              RECOUNT.formatted(
                  MET,
                  "o.target_object_id IN (SELECT object_id FROM target_need WHERE needs_id = ?)"),
              id);
    }
    return changed;
  }

  private static void hold(Session session, Deque<Long> dead, Deque<Long> all) throws SQLException {
    while (!dead.isEmpty()) {
      Long id = dead.remove();
      all.add(id);
      dead.addAll(holdNeeding(session, id));
    }
  }

  private static Deque<Long> holdNeeding(Session session, @Nullable Long id) throws SQLException {
    Deque<Long> held =
        new ArrayDeque<>(
            session.query(
                """
                SELECT o.target_object_id FROM target_need n
                JOIN target_object o ON o.target_object_id = n.object_id
                JOIN target_object t ON t.target_object_id = n.needs_id
                WHERE n.needs_id = ? AND o.state = 'PLANNED' AND NOT %s"""
                    .formatted(MET),
                row -> row.number("target_object_id"),
                id));
    for (Long one : held) {
      session.update("UPDATE target_object SET state = 'HELD' WHERE target_object_id = ?", one);
    }
    return held;
  }
}
