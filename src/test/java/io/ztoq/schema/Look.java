package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is in a database, asked without the engine. */
final class Look {

  private final SchemaDatabase database;

  Look(SchemaDatabase database) {
    this.database = database;
  }

  /** Tables that are not the engine's. */
  SortedSet<String> tables() {
    SortedSet<String> found =
        new TreeSet<>(
            rows(
                database.isSqlite()
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
      return new Sql(connection).hasTable(name);
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
      return new Sql(connection)
          .list(
              query,
              row -> {
                StringBuilder text = new StringBuilder(String.valueOf(row.getString(1)));
                for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                  text.append('|').append(row.getString(i));
                }
                return text.toString();
              });
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
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
    return rows("SELECT version FROM flyway_schema_history ORDER BY version");
  }

  List<String> journal() {
    return rows("SELECT number, direction, outcome FROM schema_journal ORDER BY id");
  }
}
