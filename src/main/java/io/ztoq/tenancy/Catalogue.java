package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.sql.SQLException;
import java.util.List;

/** Further questions to the catalogue. */
public final class Catalogue {

  private Catalogue() {}

  /** Triggers that fire when a row of the table changes. */
  static List<String> triggers(Sql sql, String table) throws SQLException {
    return sql.list(
        sql.isSqlite()
            ? "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%UPDATE%' ORDER BY name"
            : """
              SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(quote_ident(?)) AND NOT tgisinternal
                AND tgenabled <> 'D' AND tgtype & 16 <> 0 ORDER BY tgname
              """,
        row -> row.getString(1),
        table);
  }

  /** Whether row level security would hide rows of the table from this session. */
  static boolean hidesRows(Sql sql, String table) throws SQLException {
    if (sql.isSqlite()) {
      return false;
    }
    // row_security_active() says no for a session that has switched row security off
    return sql.number(
            """
            SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.rolname = current_user
            WHERE c.oid = to_regclass(quote_ident(?)) AND c.relrowsecurity AND NOT r.rolsuper AND NOT r.rolbypassrls
              AND (c.relforcerowsecurity OR NOT pg_has_role(current_user, c.relowner, 'USAGE'))
            """,
            table)
        > 0;
  }

  /**
   * Whether the rows of a table of PostgreSQL are in partitions; some statements do not work then.
   */
  public static boolean isPartitioned(Sql sql, String table) throws SQLException {
    return sql.number(
            "SELECT count(*) FROM pg_class WHERE oid = to_regclass(quote_ident(?)) AND relkind = 'p'",
            table)
        > 0;
  }

  /** Whether an index begins with the column. */
  static boolean hasIndex(Sql sql, String table, String column) throws SQLException {
    return sql.number(
            sql.isSqlite()
                ? """
                  SELECT count(*) FROM pragma_index_list(?) l JOIN pragma_index_info(l.name) i
                  WHERE i.seqno = 0 AND i.name = ? AND l.partial = 0
                  """
                : """
                  SELECT count(*) FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
                  WHERE x.indrelid = to_regclass(quote_ident(?)) AND a.attname = ? AND x.indpred IS NULL AND x.indisvalid
                  """,
            table,
            column)
        > 0;
  }
}
