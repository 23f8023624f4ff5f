package io.ztoq.schema.inspect;

import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.SqlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database and two small migrations. */
abstract class InspectionFixture {

  static final Path WORK_DATA =
      Path.of(System.getProperty("project.dir", "."), "migrations", "work-data");

  static final EngineOptions OPTIONS = EngineOptions.usual(Actor.ofProcess("test"));

  static final String V1 =
      "CREATE TABLE shelf (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE, made TIMESTAMP DEFAULT CURRENT_TIMESTAMP, CHECK (id > 0));"
          + "\nINSERT INTO shelf (id, name) VALUES (1, 'poems; and more'), (2, 'maps');";
  static final String U1 = "DROP TABLE shelf;";
  static final String V2 =
      "CREATE TABLE book (id INTEGER NOT NULL PRIMARY KEY, shelf_id INTEGER NOT NULL REFERENCES shelf (id) ON DELETE CASCADE, title VARCHAR(100));"
          + "\nCREATE INDEX book_title ON book (title);"
          + "\nCREATE VIEW books AS SELECT title FROM book;"
          + "\nUPDATE shelf SET name = 'plans' WHERE id = 2;";
  static final String U2 =
      "DROP VIEW books;\nDROP TABLE book;\nUPDATE shelf SET name = 'maps' WHERE id = 2;";

  @TempDir Path folder;

  SchemaDatabase database;

  abstract SchemaDatabase newDatabase() throws IOException;

  @BeforeEach
  void makeADatabase() throws IOException {
    database = newDatabase();
  }

  static SqlFile file(String name, String text) {
    return new SqlFile(name, name, text);
  }

  static MigrationSet books() {
    return MigrationSet.of("books", files());
  }

  static List<SqlFile> files() {
    return new ArrayList<>(
        List.of(
            file("V001__shelf.sql", V1),
            file("U001__shelf.sql", U1),
            file("V002__book.sql", V2),
            file("U002__book.sql", U2)));
  }

  static MigrationSet books(SqlFile... more) {
    List<SqlFile> files = files();
    for (SqlFile one : more) {
      files.removeIf(it -> it.name().equals(one.name()));
      files.add(one);
    }
    return MigrationSet.of("books", files);
  }

  SchemaEngine engine(MigrationSet set) {
    return new SchemaEngine(database, set, OPTIONS);
  }

  void sql(String... statements) throws SQLException {
    try (Connection connection = database.open()) {
      for (String one : statements) {
        Rows.execute(connection, one);
      }
      connection.commit();
    }
  }

  SchemaSnapshot live() throws SQLException {
    if (!database.exists()) {
      return new SchemaSnapshot(new java.util.TreeSet<>(), new java.util.TreeSet<>());
    }
    try (Connection connection = database.openReadOnly()) {
      return SchemaSnapshot.of(connection);
    }
  }

  SchemaVerification.Result verify(MigrationSet set) {
    return new SchemaVerification(database, set, database).verify(engine(set).status(), false);
  }
}
