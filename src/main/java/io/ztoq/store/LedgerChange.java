package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one page of a transform changes in the store; written in one transaction. */
final class LedgerChange {

  private static final String INSERT =
      """
      INSERT INTO target_object(target_object_id, project_key, kind, source_key, parent_id, rank, sort_key, document,
        document_sha256, state, waiting, planned_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      UPDATE target_object SET
        written_position = CASE WHEN parent_id IS NOT DISTINCT FROM ? THEN written_position END, parent_id = ?, rank = ?, sort_key = ?, document = ?, document_sha256 = ?, state = ?,
        doubt_ends_as = ?, planned_by = ?
      WHERE target_object_id = ?
      """;

  private static final String INSERT_NEED =
      "INSERT INTO target_need(object_id, needs_id, is_order_only) VALUES (?, ?, ?)";
  private static final String DELETE_NEED =
      "DELETE FROM target_need WHERE object_id = ? AND needs_id = ?";

  private final List<@Nullable Object[]> inserts = new ArrayList<>();
  private final List<@Nullable Object[]> updates = new ArrayList<>();
  private final List<@Nullable Object[]> needDeletes = new ArrayList<>();
  private final List<@Nullable Object[]> needInserts = new ArrayList<>();
  private final List<@Nullable Object[]> losses = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();

  void insert(@Nullable Object[] row) {
    inserts.add(row);
  }

  void update(@Nullable Object[] row) {
    updates.add(row);
  }

  void insertNeed(long objectId, long needsId, boolean orderOnly) {
    needInserts.add(new Object[] {objectId, needsId, orderOnly});
  }

  void deleteNeed(long objectId, long needsId) {
    needDeletes.add(new Object[] {objectId, needsId});
  }

  void loss(@Nullable Object[] row) {
    losses.add(row);
  }

  void reject(List<Rejection> more) {
    rejections.addAll(more);
  }

  boolean isEmpty() {
    return inserts.isEmpty()
        && updates.isEmpty()
        && needInserts.isEmpty()
        && needDeletes.isEmpty()
        && losses.isEmpty()
        && rejections.isEmpty();
  }

  void write(Session session, Instant now) throws SQLException {
    session.batch(INSERT, inserts);
    session.batch(UPDATE, updates);
    session.batch(DELETE_NEED, needDeletes);
    session.batch(INSERT_NEED, needInserts);
    session.batch(Losses.UPSERT, losses);
    for (Rejection one : rejections) {
      RejectedRecords.add(session, one, now);
    }
  }
}
