package io.ztoq.tenancy.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.rule.IsolationRules;
import io.ztoq.tenancy.rule.TenantRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Enforcing tenants on SQLite. */
class SqliteEnforcementTest extends EnforcementContract {

  @Override
  TenantDatabase newDatabase() {
    try {
      Files.createDirectories(folder);
      return QaDatabase.sqlite(Files.createTempDirectory(folder, "db"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  @Test
  void viewsTriggersGeneratedColumnsChecksAndNumbersSurviveTheRebuild() throws SQLException {
    QaDatabase qa = twoTenants();
    qa.change(
        """
        CREATE TABLE labels (id INTEGER PRIMARY KEY AUTOINCREMENT, suite_id INTEGER NOT NULL REFERENCES test_suites(id),
          word TEXT COLLATE NOCASE CHECK (length(word) > 1), -- a comment, with a comma
          twice INTEGER GENERATED ALWAYS AS (suite_id * 2) STORED, half REAL AS (suite_id / 2.0), tenant_id varchar,
          UNIQUE (suite_id, word)) STRICT
        """
            .replace("tenant_id varchar", "tenant_id TEXT"));
    qa.change(
        "INSERT INTO labels (suite_id, word, tenant_id) SELECT id, 'w' || id, tenant_id FROM test_suites");
    qa.change("DELETE FROM labels WHERE id = 12");
    qa.change("CREATE INDEX odd ON labels (word) WHERE suite_id > 3");
    qa.change(
        "CREATE VIEW words AS SELECT l.word, s.name FROM labels l JOIN test_suites s ON s.id = l.suite_id");
    qa.change(
        "CREATE TRIGGER noted AFTER INSERT ON labels BEGIN UPDATE test_suites SET description = NEW.word WHERE id = NEW.suite_id; END");
    qa.change(
        "CREATE TRIGGER through INSTEAD OF INSERT ON words BEGIN INSERT INTO labels (suite_id, word, tenant_id) SELECT id, NEW.word, tenant_id FROM test_suites WHERE name = NEW.name; END");
    List<String> before = objects(qa);
    List<String> rows = qa.rows("SELECT rowid, * FROM labels ORDER BY id");
    List<String> seen = qa.rows("SELECT * FROM words ORDER BY 1");
    Enforcement enforcement =
        new Enforcement(
            qa.database(),
            withLabels(),
            IsolationRules.USUAL,
            folder.resolve("migrations"),
            EngineOptions.usual(Actor.ofProcess("test")));

    assertThat(applied(enforcement)).hasSize(1);

    assertThat(qa.rows("SELECT rowid, * FROM labels ORDER BY id")).isEqualTo(rows);
    assertThat(qa.rows("SELECT * FROM words ORDER BY 1")).isEqualTo(seen);
    assertThat(objects(qa))
        .containsAll(before.stream().filter(one -> !one.startsWith("table")).toList());
    qa.change("INSERT INTO words (word, name) VALUES ('neu', 'Suite 5')");
    assertThat(qa.rows("SELECT id, twice, half FROM labels WHERE word = 'NEU'"))
        .containsExactly("13|10|2.5");
    assertThat(qa.rows("SELECT description FROM test_suites WHERE id = 5")).containsExactly("neu");
    assertThatThrownBy(() -> tryOut(qa, "UPDATE labels SET word = 'x'"))
        .hasMessageContaining("CHECK");
    assertThatThrownBy(() -> tryOut(qa, "UPDATE labels SET tenant_id = NULL"))
        .hasMessageContaining("NOT NULL");

    enforcement.undo(losses -> true, told -> {});
    assertThat(objects(qa)).isEqualTo(before);
    assertThat(qa.number("SELECT max(seq) FROM sqlite_sequence WHERE name = 'labels'"))
        .isEqualTo(13);
  }

  private TenantRules withLabels() {
    try {
      Path shipped = Path.of(System.getProperty("project.dir", "."), "config", "tenants.yaml");
      String text =
          Files.readString(shipped)
              .replace("tables:  ", "tables:\n  labels: {follow: suite_id}\n  #");
      return TenantRules.read(Files.writeString(folder.resolve("labels.yaml"), text));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Everything of the schema but what ztoq wrote down, as it stands there. */
  private static List<String> objects(QaDatabase qa) {
    return qa.rows(
        """
        SELECT type, name, trim(replace(replace(sql, char(10), ' '), '"', '')) FROM sqlite_master WHERE sql IS NOT NULL
          AND tbl_name NOT LIKE 'schema%' AND tbl_name NOT LIKE 'migration%' AND tbl_name NOT LIKE 'flyway%' ORDER BY type, name
        """);
  }
}
