package io.ztoq.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;

class SqliteWorkDataTest extends WorkDataContract {

  @TempDir Path folder;

  @Override
  String vendor() {
    return "sqlite";
  }

  @Override
  LiveCatalogue catalogue() {
    return new SqliteCatalogue();
  }

  @Override
  Flyway newDatabase() {
    return flyway(url(), null, null, "");
  }

  @Override
  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = ON");
    }
    return connection;
  }

  @Override
  Instant momentOf(Connection connection, String column) throws SQLException {
    String text = Rows.one(connection, "SELECT " + column + " FROM clients");
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("work.db");
  }
}
