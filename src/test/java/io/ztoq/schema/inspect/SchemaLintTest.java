package io.ztoq.schema.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.Scripts;
import io.ztoq.schema.SqlFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaLintTest {

  private static final SchemaDatabase POSTGRES =
      new SchemaDatabase("jdbc:postgresql://localhost/none", null, null);
  private static final SchemaDatabase SQLITE = new SchemaDatabase("jdbc:sqlite:none", null, null);

  private static List<String> rules(SchemaDatabase database, String up, String down) {
    MigrationSet set =
        MigrationSet.of(
            "set",
            List.of(
                new SqlFile("V001__a.sql", "V001__a.sql", up),
                new SqlFile("U001__a.sql", "U001__a.sql", down)));
    return new SchemaLint(database, new Scripts(database))
        .all(set).stream().map(LintFinding::rule).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create-index | CREATE INDEX i ON t (a)",
        "create-index | CREATE UNIQUE INDEX i ON t USING btree (lower(a))",
        "drop-index | DROP INDEX i",
        "add-not-null | ALTER TABLE t ADD COLUMN a INTEGER NOT NULL",
        "add-not-null | ALTER TABLE \"t\" ADD a VARCHAR(10) NOT NULL",
        "rewrite-default | ALTER TABLE t ADD COLUMN a UUID DEFAULT gen_random_uuid()",
        "set-not-null | ALTER TABLE t ALTER COLUMN a SET NOT NULL",
        "change-type | ALTER TABLE t ALTER COLUMN a TYPE BIGINT USING a::bigint",
        "not-validated | ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id)",
        "not-validated | ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
        "unique-by-alter | ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)",
        "rename | ALTER TABLE t RENAME COLUMN a TO b",
        "rename | ALTER TABLE t RENAME TO u",
        "drop-column | ALTER TABLE t DROP COLUMN a",
        "drop-table | DROP TABLE t",
        "cascade | DROP TABLE t CASCADE",
        "truncate | TRUNCATE t",
        "no-where | DELETE FROM t",
        "no-where | UPDATE t SET a = 'where'",
        "insert-columns | INSERT INTO t VALUES (1)",
        "lock | VACUUM FULL t",
        "lock | CLUSTER t",
        "lock | REINDEX TABLE t",
        "lock | LOCK TABLE t",
        "lock | REFRESH MATERIALIZED VIEW m",
        "checks-off | SET session_replication_role = replica",
        "checks-off | ALTER TABLE t DISABLE TRIGGER ALL",
        "rewrite-default | ALTER TABLE t ADD COLUMN a BIGSERIAL",
        "rewrite-default | ALTER TABLE t ADD COLUMN a INTEGER GENERATED ALWAYS AS (b * 2) STORED",
        "cascade | ALTER TABLE t DROP COLUMN a CASCADE",
        "if-not-exists | ALTER TABLE t ADD COLUMN IF NOT EXISTS a INTEGER",
        "transaction-control | COMMIT",
        "needs-no-transaction | CREATE INDEX CONCURRENTLY i ON t (a)",
        "if-not-exists | CREATE TABLE IF NOT EXISTS t (a INTEGER)"
      })
  void aDangerousStatementIsFoundOnPostgresql(String rule, String statement) {
    assertThat(rules(POSTGRES, statement + ";", "SELECT 1;")).contains(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INTEGER NOT NULL); CREATE INDEX i ON t (a); INSERT INTO t VALUES (1); UPDATE t SET a = 2;",
        "ALTER TABLE t ADD COLUMN a INTEGER NOT NULL DEFAULT 0;",
        "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;",
        "DELETE FROM t WHERE a = 1;",
        "-- transaction: none\nCREATE INDEX CONCURRENTLY i ON t (a);",
        "ALTER TABLE t ALTER COLUMN a DROP NOT NULL;",
        "INSERT INTO t (a) VALUES ('DROP TABLE t CASCADE');",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM t; $$;"
      })
  void aSafeStatementIsNot(String statements) {
    assertThat(rules(POSTGRES, statements, "DROP TABLE t;")).isEmpty();
  }

  @Test
  void theRulesOfADialectAreItsOwn() {
    assertThat(rules(SQLITE, "CREATE INDEX i ON t (a);", "DROP INDEX i;")).isEmpty();
    assertThat(
            rules(
                SQLITE, "ALTER TABLE t ADD COLUMN a TEXT DEFAULT CURRENT_TIMESTAMP;", "SELECT 1;"))
        .containsExactly("moving-default");
    assertThat(
            rules(
                SQLITE, "ALTER TABLE t ADD COLUMN a TEXT DEFAULT (datetime('now'));", "SELECT 1;"))
        .containsExactly("moving-default");
  }

  @Test
  void aRollbackWithCascadeAndAMissingOneAreFound() {
    assertThat(rules(POSTGRES, "CREATE TABLE t (a INTEGER);", "DROP TABLE t CASCADE;"))
        .containsExactly("cascade");
    MigrationSet alone =
        MigrationSet.of(
            "set", List.of(new SqlFile("V001__a.sql", "V001__a.sql", "CREATE TABLE t (a INT);")));
    assertThat(new SchemaLint(POSTGRES, new Scripts(POSTGRES)).all(alone))
        .extracting(LintFinding::rule, LintFinding::rewrite)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("missing-rollback", "write U001__a.sql"));
  }

  @Test
  void inARollbackOnlyWhatHarmsOldTablesIsFound() {
    for (String down :
        List.of(
            "no-where | DELETE FROM t",
            "truncate | TRUNCATE t",
            "add-not-null | ALTER TABLE t ADD COLUMN a INTEGER NOT NULL",
            "change-type | ALTER TABLE t ALTER COLUMN a TYPE INTEGER",
            "insert-columns | INSERT INTO t VALUES (1)",
            "lock | LOCK TABLE t",
            "transaction-control | COMMIT")) {
      String[] parts = down.split(" \\| ", -1);
      assertThat(rules(POSTGRES, "SELECT 1;", parts[1] + ";")).containsExactly(parts[0]);
    }
    for (String harmless :
        List.of(
            "DROP TABLE t",
            "DROP INDEX i",
            "CREATE INDEX i ON t (a)",
            "ALTER TABLE t DROP COLUMN a",
            "ALTER TABLE t RENAME TO u",
            "CREATE TABLE IF NOT EXISTS t (a INTEGER)")) {
      assertThat(rules(POSTGRES, "SELECT 1;", harmless + ";")).as(harmless).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeSplitIsAFinding() {
    assertThat(rules(SQLITE, "BEGIN;\nCREATE TABLE t (a INTEGER);\nCOMMIT;", "DROP TABLE t;"))
        .containsExactly("unreadable");
    assertThat(rules(SQLITE, "PRAGMA foreign_keys = OFF;", "SELECT 1;")).contains("checks-off");
  }

  @Test
  void aCommentLetsOneRulePass() {
    String up = "SELECT 1;\n-- lint-allow drop-table nobody reads it since May\nDROP TABLE t;";

    assertThat(rules(POSTGRES, up, "SELECT 1;")).isEmpty();
    assertThat(rules(POSTGRES, up.replace("drop-table", "rename"), "SELECT 1;"))
        .containsExactly("drop-table");
  }

  @Test
  void theShippedExampleHasNothingDangerous() {
    Path folder = InspectionFixture.WORK_DATA;
    for (SchemaDatabase one : List.of(POSTGRES, SQLITE)) {
      assertThat(new SchemaLint(one, new Scripts(one)).all(MigrationSet.read(folder, one.vendor())))
          .isEmpty();
    }
  }
}
