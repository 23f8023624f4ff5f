package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings the needs of some objects to what they shall be, writing only what differs. */
final class LedgerNeeds {

  private static final String INSERT =
      "INSERT INTO target_need(object_id, needs_id, is_order_only) VALUES (?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM target_need WHERE object_id = ? AND needs_id = ?";

  private final Session session;

  LedgerNeeds(Session session) {
    this.session = session;
  }

  /**
   * @param wanted object to (needed object to order only)
   * @param isNew objects that cannot have needs yet
   */
  void write(Map<Long, Map<Long, Boolean>> wanted, Set<Long> isNew) throws SQLException {
    Map<Long, Map<Long, Boolean>> present =
        present(wanted.keySet().stream().filter(id -> !isNew.contains(id)).toList());
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> deletes = new ArrayList<>();
    for (Map.Entry<Long, Map<Long, Boolean>> one : wanted.entrySet()) {
      Map<Long, Boolean> before = present.getOrDefault(one.getKey(), Map.of());
      for (Map.Entry<Long, Boolean> need : before.entrySet()) {
        if (!need.getValue().equals(one.getValue().get(need.getKey()))) {
          deletes.add(new Object[] {one.getKey(), need.getKey()});
        }
      }
      for (Map.Entry<Long, Boolean> need : one.getValue().entrySet()) {
        if (!need.getValue().equals(before.get(need.getKey()))) {
          inserts.add(new Object[] {one.getKey(), need.getKey(), need.getValue()});
        }
      }
    }
    session.batch(DELETE, deletes);
    session.batch(INSERT, inserts);
  }

  private Map<Long, Map<Long, Boolean>> present(List<Long> ids) throws SQLException {
    Map<Long, Map<Long, Boolean>> found = new HashMap<>();
    for (List<Long> some : Chunks.of(ids, 500)) {
      session.forEach(
          "SELECT object_id, needs_id, is_order_only FROM target_need WHERE object_id IN "
              + Chunks.marks(some.size()),
          row ->
              found
                  .computeIfAbsent(row.number("object_id"), id -> new HashMap<>())
                  .put(row.number("needs_id"), row.flag("is_order_only")),
          some.toArray());
    }
    return found;
  }
}
