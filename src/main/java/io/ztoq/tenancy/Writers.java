package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.sql.SQLException;
import java.util.List;

/** Who wrote to a table lately, as far as the database knows it. */
final class Writers {

  private final String table;

  Writers(String table) {
    this.table = table;
  }

  /** In words: application, user, address; the sessions of ztoq are left out. */
  String names(Sql sql) throws SQLException {
    if (sql.isSqlite()) {
      return "SQLite does not tell by whom";
    }
    List<String> inserting = sessions(sql, "insert into%" + table + "%");
    if (!inserting.isEmpty()) {
      return "by " + String.join(", ", inserting);
    }
    List<String> all = sessions(sql, "%");
    return all.isEmpty()
        ? "by a session that has ended"
        : "by one of the sessions " + String.join(", ", all) + ", or one that has ended";
  }

  /** The last statement of a session is known also when it is idle. */
  private static List<String> sessions(Sql sql, String statement) throws SQLException {
    return sql.list(
        """
        SELECT DISTINCT concat('''', COALESCE(NULLIF(application_name, ''), 'without a name'), ''' (user ', usename,
          ', ', COALESCE(host(client_addr), 'local'), ')')
        FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND backend_type = 'client backend' AND application_name NOT LIKE 'ztoq%%'
          AND regexp_replace(query, '["\\s]+', ' ', 'g') ILIKE ? ORDER BY 1
        """
            .replace("%%", "%"),
        row -> row.getString(1),
        statement);
  }
}
