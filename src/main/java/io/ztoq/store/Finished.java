package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;

/** A detail that was read is no longer rejected. */
final class Finished {

  private Finished() {}

  static void note(Session session, ListPage.Scope scope, Due due, Instant now)
      throws SQLException {
    RejectedRecords.resolve(
        session,
        new RejectedRecords.Key(scope.projectKey(), "extract", due.kind().name(), due.label()),
        now);
  }
}
