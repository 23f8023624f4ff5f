package io.ztoq.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Something to do with the store inside one transaction; may give null where the caller expects
 * nothing.
 */
@FunctionalInterface
public interface Work<T> {
  @Nullable T run(Session session) throws SQLException;
}
