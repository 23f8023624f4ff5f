package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaFailures;

/** The answers of the commands that look at a schema, when they cannot go on. */
final class InspectFailures {

  private InspectFailures() {}

  /** The database refuses to be read. */
  static RunStopped unread(String database, Exception problem) {
    return SchemaFailures.failed(
        "SCH-100",
        "the schema of %s cannot be read: %s; check the rights of the user"
            .formatted(database, problem.getMessage()),
        problem);
  }

  /** Exit code 2, for a database of which only the driver is known. */
  static RunStopped cannotLookInto(String product) {
    return SchemaFailures.usage(
        "SCH-108",
        "ztoq cannot look into the schema of %s: verify, prove, impact, baseline and repair are for PostgreSQL and SQLite; status, plan, lint, apply, rollback and history work here, too"
            .formatted(product));
  }
}
