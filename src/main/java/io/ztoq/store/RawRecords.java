package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payloads as they came; the digest of a list row tells whether it changed since the last reading.
 */
final class RawRecords {

  private static final String UPSERT =
      """
      INSERT INTO raw_record(project_key, entity, source_key, payload, payload_sha256, run_id, fetched_at, sweep,
        gone_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)
      ON CONFLICT(project_key, entity, source_key) DO UPDATE SET payload = excluded.payload,
        payload_sha256 = excluded.payload_sha256, run_id = excluded.run_id, fetched_at = excluded.fetched_at,
        sweep = excluded.sweep, gone_at = NULL
      """;

  private RawRecords() {}

  /** Digests of those of {@code keys} that are known and not gone. */
  static Map<String, String> digests(
      Session session, String projectKey, String entity, List<String> keys) throws SQLException {
    Map<String, String> found = new HashMap<>();
    if (!keys.isEmpty()) {
      String sql =
          "SELECT source_key, payload_sha256 FROM raw_record WHERE project_key = ? AND entity = ? AND gone_at IS NULL"
              + " AND source_key IN ("
              + placeholders(keys.size())
              + ")";
      session.forEach(
          sql,
          row -> found.put(row.text("source_key"), row.text("payload_sha256")),
          parameters(projectKey, entity, keys));
    }
    return found;
  }

  static void save(Session session, ListPage page, List<SourceRow> rows, Instant now)
      throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      batch.add(
          new @Nullable Object[] {
            page.scope().projectKey(),
            page.list(),
            row.sourceKey(),
            row.payload(),
            row.sha256(),
            page.scope().runId(),
            now,
            page.sweep()
          });
    }
    session.batch(UPSERT, batch);
  }

  /** Keeps the payload of something that is not a list row. */
  static void save(Session session, ListPage.Scope scope, Detail detail, Instant now)
      throws SQLException {
    session.update(
        UPSERT,
        scope.projectKey(),
        detail.entity(),
        detail.sourceKey(),
        detail.payload(),
        null,
        scope.runId(),
        now,
        0L);
  }

  /** Whether there was such a payload. */
  static boolean delete(Session session, ListPage.Scope scope, String entity, String sourceKey)
      throws SQLException {
    return session.update(
            "DELETE FROM raw_record WHERE project_key = ? AND entity = ? AND source_key = ?",
            scope.projectKey(),
            entity,
            sourceKey)
        > 0;
  }

  /** Says that this sweep showed the rows, unchanged. */
  static void seen(Session session, ListPage page, List<SourceRow> rows) throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      batch.add(
          new @Nullable Object[] {
            page.sweep(), page.scope().projectKey(), page.list(), row.sourceKey()
          });
    }
    session.batch(
        "UPDATE raw_record SET sweep = ? WHERE project_key = ? AND entity = ? AND source_key = ?",
        batch);
  }

  static String placeholders(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  static @Nullable Object[] parameters(String first, String second, List<String> rest) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(first);
    all.add(second);
    all.addAll(rest);
    return all.toArray();
  }

  /**
   * A payload that hangs below an object.
   *
   * @param entity for example {@code TEST_STEPS}
   * @param sourceKey number of the object, with the page where there may be several
   */
  record Detail(String entity, String sourceKey, String payload) {}
}
