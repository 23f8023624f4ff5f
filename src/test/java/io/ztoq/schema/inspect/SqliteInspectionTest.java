package io.ztoq.schema.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.schema.SchemaDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqliteInspectionTest extends InspectionContract {

  private List<String> before = List.of();

  @Override
  SchemaDatabase newDatabase() throws IOException {
    before = temporary();
    return new SchemaDatabase("jdbc:sqlite:" + folder.resolve("live.db"), null, null);
  }

  @Override
  List<String> scratchLeft() throws IOException {
    return temporary().stream().filter(one -> !before.contains(one)).toList();
  }

  @Test
  void whatOnlyTheTextOfATableTellsIsSeen() throws SQLException {
    sql("CREATE TABLE other (id INTEGER PRIMARY KEY)");
    List<String> seen = new ArrayList<>();
    for (String table :
        List.of(
            "(id INTEGER PRIMARY KEY, a TEXT)",
            "(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)",
            "(id INTEGER PRIMARY KEY, a TEXT) STRICT",
            "(id INTEGER PRIMARY KEY, a TEXT) WITHOUT ROWID",
            "(id INTEGER, a TEXT, PRIMARY KEY (id, a))",
            "(id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE)",
            "(id INTEGER PRIMARY KEY, a TEXT GENERATED ALWAYS AS (id) STORED)",
            "(id INTEGER PRIMARY KEY, a TEXT GENERATED ALWAYS AS (id + 1) STORED)",
            "(id INTEGER PRIMARY KEY, a TEXT UNIQUE)",
            "(id INTEGER PRIMARY KEY, a TEXT CHECK (a <> ''))",
            "(id INTEGER PRIMARY KEY, a TEXT NOT NULL)",
            "(id INTEGER PRIMARY KEY, a TEXT DEFAULT 'x')",
            "(id INTEGER PRIMARY KEY, a TEXT REFERENCES other (id))",
            "(id INTEGER PRIMARY KEY, a TEXT REFERENCES other (id) ON DELETE CASCADE)",
            "(id INTEGER PRIMARY KEY, a TEXT REFERENCES other (id) DEFERRABLE INITIALLY DEFERRED)")) {
      sql("DROP TABLE IF EXISTS t", "CREATE TABLE t " + table);
      seen.add(live().fingerprint());
    }
    sql("CREATE TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM other; END");
    seen.add(live().fingerprint());
    sql("DROP TRIGGER g", "CREATE TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM t; END");
    seen.add(live().fingerprint());

    assertThat(seen).doesNotHaveDuplicates();
  }

  private static List<String> temporary() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.map(Path::toString).filter(one -> one.contains("ztoq-scratch")).toList();
    }
  }
}
