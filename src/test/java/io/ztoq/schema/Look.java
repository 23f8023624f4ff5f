package io.ztoq.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is in a database, asked without the engine. */
final class Look {

  private final SchemaDatabase database;

  Look(SchemaDatabase database) {
    this.database = database;
  }

  /** Tables that are not the engine's. */
  SortedSet<String> tables() {
    if (database.vendor().equals("derby")) {
      return rows("SELECT LOWER(tablename) FROM sys.systables WHERE tabletype = 'T'").stream()
          .filter(name -> !EngineTables.NAMES.contains(name))
          .collect(Collectors.toCollection(TreeSet::new));
    }
    SortedSet<String> found =
        new TreeSet<>(
            rows(
                database.isOther()
                    ? "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema = 'PUBLIC'"
                    : database.isSqlite()
                        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                        : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"));
    found.removeAll(EngineTables.NAMES);
    return found;
  }

  boolean hasTable(String name) {
    if (!database.exists()) {
      return false;
    }
    try (Connection connection = database.openReadOnly()) {
      boolean there = new Sql(connection).hasTable(name);
      connection.rollback();
      return there;
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  /** First columns, joined by a bar when there are several. */
  List<String> rows(String query) {
    if (!database.exists()) {
      return List.of();
    }
    try (Connection connection = database.openReadOnly()) {
      List<String> found = new Sql(connection).list(query, Look::joined);
      connection.rollback();
      return found;
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static String joined(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder(String.valueOf(row.getString(1)));
    for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
      text.append('|').append(row.getString(i));
    }
    return text.toString();
  }

  void change(String sql) {
    try (Connection connection = database.open()) {
      new Sql(connection).execute(sql);
      connection.commit();
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  List<String> history() {
    return hasTable("migration_history")
        ? rows(
            "SELECT migration_number, migration_name, status FROM migration_history ORDER BY migration_number")
        : List.of("gone");
  }

  List<String> flyway() {
    return rows("SELECT \"version\" FROM \"flyway_schema_history\" ORDER BY \"version\"");
  }

  List<String> journal() {
    return rows("SELECT migration_number, direction, outcome FROM schema_journal ORDER BY id");
  }
}
