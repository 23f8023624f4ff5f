package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Numbers for new rows of one table, taken from the database in blocks that grow. A number that is
 * not used is never used. Not thread-safe.
 */
final class RowIds {

  private static final int FIRST_BLOCK = 256;
  private static final int LARGEST_BLOCK = 16_384;

  private final Store store;
  private final String table;
  private final String column;
  private final Deque<Long> free = new ArrayDeque<>();
  private int block = FIRST_BLOCK;

  RowIds(Store store, String table, String column) {
    this.store = store;
    this.table = table;
    this.column = column;
  }

  long next() {
    if (free.isEmpty()) {
      int count = block;
      store.write(session -> free.addAll(take(session, count)));
      block = Math.min(2 * block, LARGEST_BLOCK);
    }
    return free.remove();
  }

  private List<Long> take(Session session, int count) throws SQLException {
    List<String> statements = session.dialect().newIds(table, column, count);
    for (String sql : statements.subList(0, statements.size() - 1)) {
      session.update(sql);
    }
    return session.query(statements.get(statements.size() - 1), row -> row.number("id"));
  }
}
