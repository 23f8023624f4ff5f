package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The loss ledger. A transform compares its losses with those of the one before and writes what
 * differs; what it no longer says is removed at its end. Not thread-safe.
 */
final class Losses {

  // one row per key in a batch: PostgreSQL refuses to touch a row twice in one statement
  static final String UPSERT =
      """
      INSERT INTO loss(project_key, entity, source_key, field, kind, severity, kept_instead, run_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(project_key, entity, source_key, field, kind) DO UPDATE SET severity = excluded.severity,
        kept_instead = excluded.kept_instead, run_id = excluded.run_id
      """;

  private static final String GONE = "source-gone";
  private static final int MOST_KEYS = 500;

  private final String projectKey;
  private final String generation;
  private final long newest;
  private final IdSet confirmed = new IdSet();

  private Losses(String projectKey, String generation, long newest) {
    this.projectKey = projectKey;
    this.generation = generation;
    this.newest = newest;
  }

  /** Remembers what stands there before this transform. */
  static Losses before(Session session, String projectKey, String generation) throws SQLException {
    long newest = session.number("SELECT max(loss_id) FROM loss WHERE project_key = ?", projectKey);
    return new Losses(projectKey, generation, newest);
  }

  /** A row that stands there. */
  private record Standing(long id, String severity, String keptInstead) {}

  /** Adds to {@code change} what is new or different. */
  void plan(Session session, Collection<Loss> losses, LedgerChange change) throws SQLException {
    Map<String, Loss> wanted = new LinkedHashMap<>();
    losses.forEach(one -> wanted.put(key(one), one));
    Map<String, Standing> standing = newest == 0 ? Map.of() : standing(session, wanted.values());
    wanted.forEach(
        (key, one) -> {
          Standing before = standing.get(key);
          if (before != null) {
            confirmed.add(before.id());
          }
          if (before == null
              || !before.severity().equals(one.severity().name())
              || !before.keptInstead().equals(one.keptInstead())) {
            change.loss(row(one));
          }
        });
  }

  /**
   * Removes the losses of these kinds that stood there before and were not said again, and writes
   * those of objects that are gone and of results that were left.
   */
  void finish(Session session, Collection<String> kinds) throws SQLException {
    LedgerChange left = new LedgerChange();
    plan(session, new LeftResults(session, projectKey).losses(), left);
    left.write(session, Instant.EPOCH);
    List<Object> parameters = new ArrayList<>(List.of(projectKey, newest, GONE));
    parameters.addAll(kinds);
    List<@Nullable Object[]> stale = new ArrayList<>();
    session.forEach(
        "SELECT loss_id FROM loss WHERE project_key = ? AND loss_id <= ? AND kind <> ? AND kind IN "
            + Chunks.marks(kinds.size()),
        row -> {
          if (!confirmed.contains(row.number("loss_id"))) {
            stale.add(new Object[] {row.number("loss_id")});
          }
        },
        parameters.toArray());
    session.batch("DELETE FROM loss WHERE loss_id = ?", stale);
    session.update(NOT_GONE, projectKey);
    session.update(SOURCE_GONE, generation, projectKey);
  }

  /** A result, or a file of one, whose execution is still in Zephyr and says what became of it. */
  private static final String IS_TOLD =
      """
      EXISTS (SELECT 1 FROM target_object g WHERE g.state = 'GONE' AND g.kind = 'TEST_LOG'
        AND g.target_object_id = CASE o.kind WHEN 'TEST_LOG' THEN o.target_object_id WHEN 'ATTACHMENT' THEN o.parent_id END
        AND (%s OR EXISTS (SELECT 1 FROM loss l WHERE l.project_key = g.project_key
          AND l.entity = 'TestExecution' AND l.source_key = g.source_key AND l.kind = 'not-executed-again')))
      """
          .formatted(LeftResults.IS_LEFT);

  private static final String SOURCE_GONE =
      """
      INSERT INTO loss(project_key, entity, source_key, field, kind, severity, kept_instead, run_id)
      SELECT o.project_key, o.kind, o.source_key, '', 'source-gone', 'INFO',
        'no longer in Zephyr; the object in qTest is left alone', ?
      FROM target_object o WHERE o.project_key = ? AND o.state = 'GONE' AND o.target_id IS NOT NULL AND NOT %s
      ON CONFLICT(project_key, entity, source_key, field, kind) DO NOTHING
      """
          .formatted(IS_TOLD);

  private static final String NOT_GONE =
      """
      DELETE FROM loss WHERE project_key = ? AND kind = 'source-gone' AND NOT EXISTS (
        SELECT 1 FROM target_object o WHERE o.project_key = loss.project_key AND o.kind = loss.entity
          AND o.source_key = loss.source_key AND o.state = 'GONE' AND o.target_id IS NOT NULL AND NOT %s)
      """
          .formatted(IS_TOLD);

  private Map<String, Standing> standing(Session session, Collection<Loss> losses)
      throws SQLException {
    Map<String, List<String>> keys = new TreeMap<>();
    losses.forEach(
        one ->
            keys.computeIfAbsent(one.entity(), entity -> new ArrayList<>()).add(one.sourceKey()));
    Map<String, Standing> found = new HashMap<>();
    for (Map.Entry<String, List<String>> one : keys.entrySet()) {
      for (List<String> some : Chunks.of(one.getValue().stream().distinct().toList(), MOST_KEYS)) {
        session.forEach(
            "SELECT loss_id, source_key, field, kind, severity, kept_instead FROM loss"
                + " WHERE project_key = ? AND entity = ? AND source_key IN "
                + Chunks.marks(some.size()),
            row ->
                found.put(
                    key(one.getKey(), row.text("source_key"), row.text("field"), row.text("kind")),
                    new Standing(
                        row.number("loss_id"), row.text("severity"), row.text("kept_instead"))),
            Chunks.parameters(List.of(projectKey, one.getKey()), some));
      }
    }
    return found;
  }

  private static String key(Loss one) {
    return key(one.entity(), one.sourceKey(), one.field(), one.kind());
  }

  private static String key(String entity, String sourceKey, String field, String kind) {
    return String.join("\u0000", entity, sourceKey, field, kind);
  }

  /** Adds some between two transforms; returns how many. */
  static int write(Session session, List<Loss> losses, String projectKey, String runId)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    losses.forEach(one -> rows.add(row(one, projectKey, runId)));
    session.batch(UPSERT, rows);
    return rows.size();
  }

  private @Nullable Object[] row(Loss one) {
    return row(one, projectKey, generation);
  }

  private static @Nullable Object[] row(Loss one, String projectKey, String generation) {
    return new Object[] {
      projectKey,
      one.entity(),
      one.sourceKey(),
      one.field(),
      one.kind(),
      one.severity(),
      one.keptInstead(),
      generation
    };
  }
}
