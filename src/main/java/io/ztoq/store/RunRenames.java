package io.ztoq.store;

import io.ztoq.store.PlannedObject.Ref;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows of the ledger other keys, when what they are made of has other names now or belongs
 * elsewhere.
 */
final class RunRenames {

  private static final String RENAME =
      "UPDATE target_object SET source_key = ? WHERE target_object_id = ?";

  private final Session session;
  private final String projectKey;

  RunRenames(Session session, String projectKey) {
    this.session = session;
    this.projectKey = projectKey;
  }

  /**
   * Keys may change places. The results of a run stay below its row; where they are is a part of
   * their hash.
   */
  void rename(Map<Long, String> keys, Instant now) throws SQLException {
    List<@Nullable Object[]> away = new ArrayList<>();
    List<@Nullable Object[]> there = new ArrayList<>();
    for (Map.Entry<Long, String> one : keys.entrySet()) {
      away.add(new @Nullable Object[] {"@" + one.getKey(), one.getKey()});
      there.add(new @Nullable Object[] {one.getValue(), one.getKey()});
      resolveReject(one.getKey(), now);
    }
    session.batch(RENAME, away);
    session.batch(RENAME, there);
    for (Map.Entry<Long, String> one : keys.entrySet()) {
      rehash(one.getKey(), new Ref(TargetKind.TEST_RUN, one.getValue()));
    }
  }

  /** What is still wrong is said again, under the new key. */
  private void resolveReject(long runId, Instant now) throws SQLException {
    session.update(
        """
        UPDATE rejected_record SET resolved_at = ?
        WHERE project_key = ? AND flow = 'load' AND kind = 'TEST_RUN' AND resolved_at IS NULL
          AND source_key = (SELECT source_key FROM target_object WHERE target_object_id = ?)
        """,
        now,
        projectKey,
        runId);
  }

  private void rehash(long runId, Ref run) throws SQLException {
    List<@Nullable Object[]> hashes = new ArrayList<>();
    session.forEach(
        """
        SELECT target_object_id, document FROM target_object
        WHERE parent_id = ? AND kind = 'TEST_LOG' AND document_sha256 IS NOT NULL AND document IS NOT NULL
        """,
        row -> {
          String sha256 = PlannedObject.sha256(row.text("document"), run);
          hashes.add(new @Nullable Object[] {sha256, sha256, row.number("target_object_id")});
        },
        runId);
    session.batch(
        """
        UPDATE target_object SET
          written_sha256 = CASE WHEN written_sha256 = document_sha256 THEN ? ELSE written_sha256 END, document_sha256 = ?
        WHERE target_object_id = ?
        """,
        hashes);
  }
}
