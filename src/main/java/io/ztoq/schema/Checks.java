package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs the queries of {@code assert-before:} and {@code assert-after:}. */
final class Checks {

  private Checks() {}

  /**
   * @throws RunStopped (SCH-014, exit code 1) when one does not give exactly one row that says yes
   */
  static void hold(Work work, Migration migration, String when, List<String> queries)
      throws SQLException {
    for (String query : queries) {
      String answer = ask(work, query);
      if (!answer.isEmpty()) {
        throw SchemaFailures.failed(
            "SCH-014",
            "%s: the check %s it does not hold, %s: %s"
                .formatted(migration.display(), when, answer, query),
            null);
      }
    }
  }

  /** Empty when the query says yes. */
  private static String ask(Work work, String query) throws SQLException {
    try (Statement statement = work.connection().createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (!rows.next()) {
        return "it gave no row";
      }
      Object value = rows.getObject(1);
      boolean yes =
          value instanceof Boolean said && said
              || value instanceof Number number && number.doubleValue() != 0;
      if (rows.next()) {
        return "it gave more than one row";
      }
      return yes ? "" : "it gave " + value;
    }
  }
}
