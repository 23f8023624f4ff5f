package io.ztoq.store;

import io.ztoq.canonical.Entity;
import io.ztoq.failure.RecordRejected;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys are unique in the canonical tables; of two objects that claim the same, the one known first
 * keeps it. One that is gone in Zephyr gives it up.
 */
final class SameKey {

  private SameKey() {}

  /** The rows, with those that claim another object's key refused. */
  static List<SourceRow> refuse(Session session, ListPage page, List<SourceRow> rows)
      throws SQLException {
    CanonicalTables.Table table = CanonicalTables.Table.of(page.list());
    if (table == null || !table.hasUniqueKey() || rows.isEmpty()) {
      return rows;
    }
    Map<String, Long> owners = owners(session, table, rows);
    List<SourceRow> checked = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      Entity entity = row.entity();
      Long owner = entity == null ? null : owners.putIfAbsent(entity.label(), entity.id());
      checked.add(
          entity == null || owner == null || owner == entity.id()
              ? row
              : row.refused(problem(entity, owner)));
    }
    return checked;
  }

  private static Map<String, Long> owners(
      Session session, CanonicalTables.Table table, List<SourceRow> rows) throws SQLException {
    Map<String, Long> owners = new HashMap<>();
    Map<String, Long> gone = new HashMap<>();
    String sql =
        "SELECT key, %s AS id, gone_at FROM %s WHERE key IN (%s)"
            .formatted(table.id(), table.sql(), RawRecords.placeholders(rows.size()));
    session.forEach(
        sql,
        row ->
            (row.instant("gone_at") == null ? owners : gone).put(row.text("key"), row.number("id")),
        rows.stream().map(SourceRow::label).toArray());
    for (SourceRow row : rows) {
      Entity entity = row.entity();
      Long former = entity == null ? null : gone.get(entity.label());
      if (entity != null && former != null && former != entity.id()) {
        giveUp(session, table, gone.remove(entity.label()), entity.label());
      }
    }
    return owners;
  }

  private static void giveUp(Session session, CanonicalTables.Table table, long id, String key)
      throws SQLException {
    session.update(
        "UPDATE %s SET key = ? WHERE %s = ?".formatted(table.sql(), table.id()),
        key + " (gone, number " + id + ")",
        id);
  }

  private static RecordRejected problem(Entity entity, long owner) {
    return new RecordRejected(
        "EXT-011",
        "%s: Zephyr lists two objects with this key, numbers %d and %d; the second was left out, give it a key of its own"
            .formatted(entity.label(), owner, entity.id()));
  }
}
