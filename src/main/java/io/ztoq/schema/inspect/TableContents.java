package io.ztoq.schema.inspect;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All rows of all tables as hashes, whatever their order. A time that lies in the time of the
 * comparison counts as "the clock"; columns with a random default are left out.
 */
final class TableContents {

  private static final int FETCH = 1000;
  private static final Pattern RANDOM = Pattern.compile("(?i)random|uuid");
  private static final Pattern COUNTED = Pattern.compile("(?i)default nextval\\(|identity ");
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d.*");
  private static final int TO_SECOND = 19;

  private final Map<String, Content> tables = new TreeMap<>();

  /**
   * Rows of one table.
   *
   * @param columns hash of all values of each column
   * @param whole hash of all rows
   * @param counted columns whose values a sequence gives
   */
  private record Content(
      long rows, Map<String, BigInteger> columns, BigInteger whole, List<String> counted) {}

  private record Column(String name, boolean moment, boolean counted) {}

  private TableContents() {}

  /** The clock of the database, in its own form. */
  static String clock(Connection connection) throws SQLException {
    return Rows.list(
            connection,
            SchemaSnapshot.isSqlite(connection)
                ? "SELECT strftime('%Y-%m-%d %H:%M:%S', 'now')"
                : "SELECT clock_timestamp()::text",
            row -> row.getString(1))
        .get(0);
  }

  /**
   * @param since clock at the beginning of the comparison
   */
  static TableContents of(Connection connection, SchemaSnapshot snapshot, String since)
      throws SQLException {
    TableContents contents = new TableContents();
    String now = clock(connection);
    for (String table : snapshot.tables()) {
      List<Column> columns = columns(connection, snapshot, table);
      contents.tables.put(table, new Reading(connection, table, columns, since, now).read());
    }
    return contents;
  }

  private static List<Column> columns(Connection connection, SchemaSnapshot snapshot, String table)
      throws SQLException {
    boolean sqlite = SchemaSnapshot.isSqlite(connection);
    List<String> rowid =
        sqlite
            ? Rows.list(
                connection,
                "SELECT max(name) FROM pragma_table_xinfo(?) WHERE pk > 0 HAVING count(*) = 1 AND upper(max(type)) = 'INTEGER'",
                row -> row.getString(1),
                table)
            : List.of();
    List<Column> found = new ArrayList<>();
    for (SchemaObject one : snapshot.ofTable(table)) {
      if (one.kind().equals("column") && !RANDOM.matcher(one.definition()).find()) {
        String name = one.name().substring(table.length() + 1);
        found.add(
            new Column(
                name,
                one.definition().startsWith("timestamp"),
                rowid.contains(name) || COUNTED.matcher(one.definition()).find()));
      }
    }
    return found;
  }

  /** Rows of a table, 0 for one that is not there. */
  long rows(String table) {
    Content content = tables.get(table);
    return content == null ? 0 : content.rows();
  }

  /**
   * @return sentences, with the columns that differ; notes when only counted numbers differ
   */
  List<Finding> differences(TableContents expected, String where, String when) {
    List<Finding> found = new ArrayList<>();
    expected.tables.forEach(
        (table, content) -> {
          Content here = tables.get(table);
          if (here != null && !here.whole().equals(content.whole())) {
            found.add(difference(table, content, here, where, when));
          }
        });
    return found;
  }

  private static Finding difference(
      String table, Content expected, Content here, String where, String when) {
    if (here.rows() != expected.rows()) {
      return new Finding(
          "rows",
          where,
          "%s: %s has %d rows, expected %d".formatted(when, table, here.rows(), expected.rows()),
          Finding.Weight.ERROR);
    }
    List<String> columns =
        expected.columns().entrySet().stream()
            .filter(one -> !one.getValue().equals(here.columns().get(one.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    if (!columns.isEmpty() && expected.counted().containsAll(columns)) {
      return new Finding(
          "counted",
          where,
          "%s: rows of %s have other numbers in %s; a sequence does not go back with a rollback"
              .formatted(when, table, String.join(", ", columns)),
          Finding.Weight.NOTE);
    }
    return new Finding(
        "rows",
        where,
        "%s: rows of %s differ in %s"
            .formatted(
                when, table, columns.isEmpty() ? "their combination" : String.join(", ", columns)),
        Finding.Weight.ERROR);
  }

  /** One table. */
  private static final class Reading {

    private final Connection connection;
    private final String table;
    private final List<Column> columns;
    private final String since;
    private final String now;
    private final boolean sqlite;

    Reading(Connection connection, String table, List<Column> columns, String since, String now)
        throws SQLException {
      this.connection = connection;
      this.table = table;
      this.columns = columns;
      this.since = since;
      this.now = now;
      this.sqlite = SchemaSnapshot.isSqlite(connection);
    }

    Content read() throws SQLException {
      long rows = 0;
      BigInteger whole = BigInteger.ZERO;
      Map<String, BigInteger> sums = new TreeMap<>();
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH);
        try (ResultSet row = statement.executeQuery(query())) {
          while (row.next()) {
            rows++;
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
              String value = value(row, i + 1);
              text.append(value.length()).append(':').append(value);
              sums.merge(columns.get(i).name(), hash(value), BigInteger::add);
            }
            whole = whole.add(hash(text.toString()));
          }
        }
      }
      return new Content(
          rows, sums, whole, columns.stream().filter(Column::counted).map(Column::name).toList());
    }

    private String query() {
      List<String> texts = new ArrayList<>();
      for (Column one : columns) {
        texts.add(sqlite ? Rows.quoted(one.name()) : text(one));
      }
      return "SELECT %s FROM %s"
          .formatted(texts.isEmpty() ? "1" : String.join(", ", texts), Rows.path(table));
    }

    private String text(Column column) {
      String name = Rows.quoted(column.name());
      return column.moment()
          ? "CASE WHEN %1$s::timestamptz BETWEEN '%2$s' AND '%3$s' OR %1$s::timestamp AT TIME ZONE 'UTC' BETWEEN '%2$s' AND '%3$s' THEN 'clock' ELSE %1$s::text END"
              .formatted(name, since, now)
          : name + "::text";
    }

    private String value(ResultSet row, int column) throws SQLException {
      Object value = row.getObject(column);
      if (value == null) {
        return "null";
      }
      if (value instanceof byte[] bytes) {
        return "bytes " + HexFormat.of().formatHex(bytes);
      }
      String text = value.toString();
      boolean clock = sqlite && value instanceof String && isNow(text);
      return clock ? "clock" : value.getClass().getSimpleName() + " " + text;
    }

    private boolean isNow(String text) {
      if (!MOMENT.matcher(text).matches()) {
        return false;
      }
      String second = text.substring(0, TO_SECOND).replace('T', ' ');
      return second.compareTo(since) >= 0 && second.compareTo(now) <= 0;
    }
  }

  private static BigInteger hash(String text) {
    try {
      return new BigInteger(
          1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
