package io.ztoq.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Short forms of JDBC; times are UTC without a zone. */
public final class Sql {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private final Connection connection;
  private final String product;

  public Sql(Connection connection) throws SQLException {
    this.connection = connection;
    this.product = connection.getMetaData().getDatabaseProductName();
  }

  public static boolean isSqlite(Connection connection) throws SQLException {
    return new Sql(connection).isSqlite();
  }

  public boolean isSqlite() {
    return product.equals("SQLite");
  }

  public boolean isPostgres() {
    return product.equals("PostgreSQL");
  }

  /** Neither of the two that ztoq brings along: only what every JDBC database understands. */
  public boolean isOther() {
    return !isSqlite() && !isPostgres();
  }

  /** Whether a failing migration leaves nothing behind there. */
  boolean hasTransactionsForTables() throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    return !isOther()
        || data.supportsDataDefinitionAndDataManipulationTransactions()
            && !data.dataDefinitionCausesTransactionCommit()
            && !data.dataDefinitionIgnoredInTransactions();
  }

  /** User of the database, empty for SQLite, which has none. */
  String user() throws SQLException {
    String user = isSqlite() ? null : connection.getMetaData().getUserName();
    return user == null ? "" : user;
  }

  /** A name as it is written, whatever its letters. */
  String quoted(String name) throws SQLException {
    String mark = connection.getMetaData().getIdentifierQuoteString().strip();
    return mark + name.replace(mark, mark + mark) + mark;
  }

  public Connection connection() {
    return connection;
  }

  /** Makes one object of a row. */
  public interface Mapper<T extends @Nullable Object> {
    T map(ResultSet row) throws SQLException;
  }

  public <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    return first(0, sql, mapper, values);
  }

  /**
   * @param most rows, 0 for all
   */
  <T> List<T> first(int most, String sql, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(sql, values)) {
      statement.setMaxRows(most);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    }
  }

  /** The only value of the only row. */
  public long number(String sql, @Nullable Object... values) throws SQLException {
    return list(sql, row -> row.getLong(1), values).get(0);
  }

  /**
   * Adds a row; its {@code id} is given by the database, or counted where not every database has
   * the same way for it: only one process writes at a time.
   */
  void insert(String table, String columns, @Nullable Object... values) throws SQLException {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
    if (isOther()) {
      all.add(number("SELECT COALESCE(MAX(id), 0) + 1 FROM " + table));
    }
    update(
        "INSERT INTO %s (%s%s) VALUES (%s)"
            .formatted(
                table,
                columns.strip(),
                isOther() ? ", id" : "",
                String.join(", ", Collections.nCopies(all.size(), "?"))),
        all.toArray());
  }

  public int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = bound(sql, values)) {
      return statement.executeUpdate();
    }
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public boolean hasTable(String name) throws SQLException {
    if (isOther()) {
      return hasTableOfSomeKind(name);
    }
    return number(
            isSqlite()
                ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
                : "SELECT CASE WHEN to_regclass(quote_ident(?)) IS NULL THEN 0 ELSE 1 END",
            name)
        > 0;
  }

  /** Names that are not quoted are kept in capital letters by some databases, quoted ones not. */
  private boolean hasTableOfSomeKind(String name) throws SQLException {
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
      while (rows.next()) {
        if (name.equalsIgnoreCase(rows.getString("TABLE_NAME"))) {
          return true;
        }
      }
      return false;
    }
  }

  public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    if (isOther()) {
      Timestamp value = row.getTimestamp(column, utc());
      return value == null ? null : value.toInstant();
    }
    if (!isSqlite()) {
      LocalDateTime value = row.getObject(column, LocalDateTime.class);
      return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }
    String text = row.getString(column);
    return text == null ? null : parsed(text);
  }

  /** {@code 2026-11-21 16:00:00}, with or without parts of a second or a T. */
  private static @Nullable Instant parsed(String text) {
    String iso = text.replace(' ', 'T');
    try {
      return LocalDateTime.parse(iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso)
          .toInstant(ZoneOffset.UTC);
    } catch (java.time.format.DateTimeParseException problem) {
      return null;
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof Instant instant) {
          bind(statement, i + 1, instant);
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      return statement;
    } catch (SQLException problem) {
      statement.close();
      throw problem;
    }
  }

  private void bind(PreparedStatement statement, int index, Instant value) throws SQLException {
    Instant exact = value.truncatedTo(ChronoUnit.MILLIS);
    LocalDateTime utc = LocalDateTime.ofInstant(exact, ZoneOffset.UTC);
    if (isSqlite()) {
      statement.setString(index, TEXT.format(utc));
    } else if (isOther()) {
      statement.setTimestamp(index, Timestamp.from(exact), utc());
    } else {
      statement.setObject(index, utc);
    }
  }

  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
  }
}
