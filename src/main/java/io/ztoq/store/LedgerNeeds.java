package io.ztoq.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the needs of some objects with what they shall be. */
final class LedgerNeeds {

  private final Session session;

  LedgerNeeds(Session session) {
    this.session = session;
  }

  /**
   * @param wanted object to (needed object to order only)
   * @param isNew objects that cannot have needs yet
   */
  void plan(Map<Long, Map<Long, Boolean>> wanted, Set<Long> isNew, LedgerChange change)
      throws SQLException {
    Map<Long, Map<Long, Boolean>> present =
        present(wanted.keySet().stream().filter(id -> !isNew.contains(id)).toList());
    for (Map.Entry<Long, Map<Long, Boolean>> one : wanted.entrySet()) {
      Map<Long, Boolean> before = present.getOrDefault(one.getKey(), Map.of());
      for (Map.Entry<Long, Boolean> need : before.entrySet()) {
        if (!need.getValue().equals(one.getValue().get(need.getKey()))) {
          change.deleteNeed(one.getKey(), need.getKey());
        }
      }
      for (Map.Entry<Long, Boolean> need : one.getValue().entrySet()) {
        if (!need.getValue().equals(before.get(need.getKey()))) {
          change.insertNeed(one.getKey(), need.getKey(), need.getValue());
        }
      }
    }
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
