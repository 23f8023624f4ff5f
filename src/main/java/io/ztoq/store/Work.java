package io.ztoq.store;

import java.sql.SQLException;

/** Something to do with the store inside one transaction. */
@FunctionalInterface
public interface Work<T> {
  T run(Session session) throws SQLException;
}
