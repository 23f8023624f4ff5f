package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows that {@link RowSql#rows} asks for. */
final class RowReader {

  private static final int FIRST_PARENT = 4;

  private final RowSql sql;

  RowReader(RowSql sql) {
    this.sql = sql;
  }

  /**
   * The rows behind a cursor; those behind its last key at the start are late.
   *
   * @param most rows
   */
  List<OpenRow> read(Sql database, PlannedTable table, TableCursor cursor, int runId, int most)
      throws SQLException {
    String after = cursor.lastKey();
    String text = sql.rows(table, after != null, cursor.pass() > 1, runId);
    Sql.Mapper<OpenRow> mapper = row -> row(row, table);
    return after == null
        ? database.list(text, mapper, most, cursor.highKey())
        : database.list(text, mapper, after, most, cursor.highKey());
  }

  private static OpenRow row(ResultSet row, PlannedTable table) throws SQLException {
    int column = FIRST_PARENT;
    List<OpenRow.Above> above = new ArrayList<>();
    for (int i = 0; i < table.parents().size(); i++) {
      above.add(
          new OpenRow.Above(
              row.getString(column),
              row.getInt(column + 1) == 1,
              tenant(row.getString(column + 2)),
              row.getString(column + 3)));
      column += 4;
    }
    List<OpenRow.Beside> beside = new ArrayList<>();
    for (int i = 0; i < table.others().size(); i++) {
      beside.add(new OpenRow.Beside(tenant(row.getString(column)), row.getInt(column + 1) == 1));
      column += 2;
    }
    return new OpenRow(row.getString(1), row.getInt(2) == 1, row.getString(3), above, beside);
  }

  /** Null for what is no id: nothing, several, or an unknown slug. */
  private static @Nullable String tenant(@Nullable String text) {
    return text == null || text.startsWith("!") || text.startsWith("?") || text.contains(",")
        ? null
        : text;
  }
}
