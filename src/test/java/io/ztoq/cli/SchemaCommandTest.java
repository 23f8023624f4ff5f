package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ztoq schema} as the guide's users call it. */
class SchemaCommandTest {

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void twoMigrations() throws IOException {
    file("V001__initial_schema.sql", "CREATE TABLE one (id INTEGER);\nINSERT INTO one VALUES (1);");
    file("U001__initial_schema.sql", "DROP TABLE one;");
    file("V002__add_reviews.sql", "CREATE TABLE two (id INTEGER);");
    file("U002__add_reviews.sql", "DROP TABLE two;");
  }

  @Test
  void theGuidesOptionsDoWhatTheGuideSays() {
    assertThat(schema("--status")).isEqualTo(3);
    assertThat(out.toString())
        .contains("001: initial_schema                 pending")
        .contains("Summary: 0 applied, 2 pending, 2 total");
    assertThat(folder.resolve("work.db")).doesNotExist();

    assertThat(schema("--apply-all")).isZero();
    assertThat(out.toString()).contains("002: done", "SUCCESS: 2 applied");
    assertThat(schema("--apply-all")).isZero();
    assertThat(out.toString()).contains("nothing is pending");
    assertThat(schema("--status")).isZero();
    assertThat(schema("--rollback-to", "001")).isZero();
    assertThat(out.toString()).contains("SUCCESS: 1 rolled back");
    assertThat(schema("--status")).isEqualTo(3);
    assertThat(out.toString()).contains("002: add_reviews                    rolled back (");
  }

  @Test
  void oneMigrationIsAppliedShownAndTakenBack() {
    assertThat(schema("status", "001")).isEqualTo(3);
    assertThat(schema("apply", "1")).isZero();
    assertThat(schema("status", "001")).isZero();
    assertThat(schema("apply", "001")).isZero();
    assertThat(out.toString()).contains("is already applied");

    assertThat(schema("rollback", "001")).as("loses a row, nobody to ask").isEqualTo(2);
    assertThat(err.toString()).contains("1     one    table dropped", "SCH-005", "--yes");
    assertThat(schema("status", "001")).isZero();
    assertThat(schema("rollback", "001", "--yes")).isZero();
    assertThat(schema("status", "001")).isEqualTo(3);
    assertThat(schema("history")).isZero();
    assertThat(out.toString()).contains("rollback  done");
  }

  @Test
  void unknownTargetsAndTwoOptionsAtOnceAreUsage() {
    schema("apply-all");

    assertThat(schema("--rollback-to", "999")).isEqualTo(2);
    assertThat(err.toString()).contains("SCH-004", "known: 001, 002");
    assertThat(schema("--status", "--apply-all")).isEqualTo(2);
    assertThat(err.toString()).contains("--status and --apply-all exclude each other");
    assertThat(schema("--apply-all", "status")).isEqualTo(2);
    assertThat(schema()).isEqualTo(2);
    assertThat(err.toString()).contains("needs a sub-command: status, ");
    assertThat(schema("status")).isZero();
  }

  @Test
  void aConflictIsFour() throws IOException {
    schema("apply-all");
    file("V001__initial_schema.sql", "CREATE TABLE other (id INTEGER);");

    assertThat(schema("status")).isEqualTo(4);
    assertThat(out.toString()).contains("applied, changed", "1 changed");
    assertThat(schema("apply-all")).isEqualTo(4);
    assertThat(err.toString()).contains("SCH-007");
  }

  @Test
  void whatFailsIsOne() throws IOException {
    file("V003__bad.sql", "CREATE TABL x;");

    assertThat(schema("apply-all")).isEqualTo(1);
    assertThat(err.toString()).contains("SCH-010 003 bad failed", "V003__bad.sql:1");
    assertThat(out.toString()).contains("002: done");
  }

  @Test
  void theJsonOfEveryCommandIsOneDocument() throws IOException {
    schema("apply-all", "--format", "json");
    assertThat(json().get("applied")).hasSize(2);
    schema("status", "--format", "json");
    assertThat(json().get("version").asText()).isEqualTo("002");
    assertThat(json().get("status").get(0).get("state").asText()).isEqualTo("applied");
    schema("history", "--format", "json");
    assertThat(json()).hasSize(4);
    schema("rollback-to", "000", "--yes", "--format", "json");
    assertThat(json().get("rolledBack")).hasSize(2);
    assertThat(json().get("lost").get(0).get("rows").asInt()).isEqualTo(1);
  }

  @Test
  void withoutADatabaseTheMissingVariablesAreNamed() {
    environment.put("POSTGRES_HOST", "localhost");

    assertThat(run("schema", "--status")).isEqualTo(2);

    assertThat(err.toString())
        .contains("CLI-020", "POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DATABASE are not set");
  }

  @Test
  void aFileThatIsNoDatabaseIsSaidToBeNone() throws IOException {
    file("work.db", "no database at all, ".repeat(100));

    for (String command : List.of("status", "plan", "apply-all", "verify", "history")) {
      assertThat(schema(command)).as(command).isEqualTo(1);
      assertThat(err.toString())
          .as(command)
          .contains("SCH-002", "work.db: the file is no SQLite database", "check the path")
          .doesNotContain("rights of the user");
    }
    assertThat(folder.resolve("work.db")).hasContent("no database at all, ".repeat(100));
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    for (String url :
        List.of(
            "jdbc:postgresql://h/db?user=u&password=hunter2", "jdbc:postgresql://u:hunter2@h/db")) {
      assertThat(run("schema", "status", "--url", url)).isEqualTo(2);
    }

    assertThat(err.toString()).contains("CLI-002").doesNotContain("hunter2");
  }

  @Test
  void aDatabaseThatIsNotThereIsAFailureAndNotPending() {
    environment.put("POSTGRES_USER", "u");
    environment.put("POSTGRES_PASSWORD", "hunter2");

    assertThat(
            run(
                "schema",
                "status",
                "--url",
                "jdbc:postgresql://127.0.0.1:1/db",
                "--migrations",
                folder.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("SCH-002").doesNotContain("hunter2");
    assertThat(run("schema", "status", "--url", "jdbc:oracle:thin:@x")).isEqualTo(2);
    assertThat(err.toString())
        .contains("SCH-001", "there is no driver", "drivers", "ZTOQ_CLASSPATH");
  }

  @Test
  void aDatabaseOfAnotherDriverIsMigratedAndWhatIsNotOfferedThereIsSaid() {
    environment.put("ZTOQ_DATABASE_USER", "sa");
    environment.put("ZTOQ_DATABASE_PASSWORD", "");
    String[] at = {
      "--url", "jdbc:h2:file:" + folder.resolve("other"), "--migrations", folder.toString()
    };

    assertThat(run(with(at, "status"))).isEqualTo(3);
    assertThat(run(with(at, "plan"))).isZero();
    assertThat(run(with(at, "apply-all"))).isZero();
    assertThat(run(with(at, "status"))).isZero();
    assertThat(run(with(at, "history"))).isZero();
    assertThat(run(with(at, "lint"))).isZero();
    for (String command : List.of("verify", "prove", "repair", "impact --rollback-to 000")) {
      assertThat(run(with(at, command.split(" ", -1)))).as(command).isEqualTo(2);
      assertThat(err.toString()).as(command).contains("SCH-108", "PostgreSQL and SQLite");
    }
    assertThat(run(with(at, "rollback-to", "000"))).isEqualTo(2);
    assertThat(err.toString()).contains("1     one    table dropped");
    assertThat(run(with(at, "rollback-to", "000", "--yes"))).isZero();
    assertThat(run(with(at, "status"))).isEqualTo(3);
  }

  @Test
  void lintEndsWithOneForErrorsAndWithStrictForWarnings() throws IOException {
    assertThat(schema("lint")).isZero();
    Files.delete(folder.resolve("U002__add_reviews.sql"));
    assertThat(schema("lint")).as("a warning").isZero();
    assertThat(out.toString()).contains("missing-rollback");
    assertThat(schema("lint", "--strict")).isEqualTo(1);
  }

  @Test
  void lintWithoutADatabaseLooksForEveryKind() throws IOException {
    file("V003__sure.sql", "ALTER TABLE one ADD COLUMN at TIMESTAMP DEFAULT CURRENT_TIMESTAMP;");
    file("U003__sure.sql", "ALTER TABLE one DROP COLUMN at;");
    file("V004__index.sql", "CREATE INDEX i ON one (id);");
    file("U004__index.sql", "DROP INDEX i;");
    String place = folder.toString();

    assertThat(run("schema", "lint", "--migrations", place)).isEqualTo(1);
    assertThat(out.toString())
        .contains("V003__sure.sql:1 moving-default", "V004__index.sql:1 create-index")
        .contains("in 4 migrations for postgresql and 4 migrations for sqlite");
    assertThat(err.toString().lines()).containsExactly("migrations: " + place);
    assertThat(run("schema", "lint", "--migrations", place, "--for", "postgresql")).isZero();
    assertThat(out.toString()).contains("create-index").doesNotContain("moving-default");
  }

  @Test
  void aRollbackFileWithoutAStatementIsRefusedBeforeTheMigrationIsApplied() throws IOException {
    schema("new", "add three");
    file("V003__add_three.sql", "CREATE TABLE three (id INTEGER);");

    assertThat(schema("lint")).isEqualTo(1);
    assertThat(out.toString()).contains("U003__add_three.sql empty-rollback");
    assertThat(schema("plan")).isEqualTo(4);
    assertThat(out.toString()).contains("003", "could not be taken back");
    assertThat(schema("apply-all")).isEqualTo(2);
    assertThat(err.toString()).contains("SCH-013", "U003__add_three.sql: holds no statement");
    assertThat(schema("history")).isZero();
    assertThat(out.toString()).contains("nothing was done");

    file("U003__add_three.sql", "-- a remark\n-- rollback: none\n");
    assertThat(schema("plan")).isZero();
    assertThat(schema("lint")).isZero();
    assertThat(schema("apply-all")).isZero();
    assertThat(schema("rollback", "003", "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("SCH-015 003 add_three cannot be taken back");
    assertThat(schema("rollback-to", "000", "--yes")).isEqualTo(2);
    assertThat(schema("status")).isZero();
  }

  @Test
  void rollbackNoneWithStatementsOrInAForwardFileIsRefused() throws IOException {
    file("U002__add_reviews.sql", "-- rollback: none\nDROP TABLE two;");

    assertThat(schema("apply-all")).isEqualTo(2);
    assertThat(err.toString()).contains("U002__add_reviews.sql: says 'rollback: none', but holds");

    file("V002__add_reviews.sql", "-- rollback: none\nCREATE TABLE two (id INTEGER);");
    assertThat(schema("status")).isEqualTo(2);
    assertThat(err.toString()).contains("SCH-003", "'rollback: none' belongs into its U file");
  }

  @Test
  void aSchemaWithoutAHistoryIsFoundAmongManyVersionsWithObjectsOfOthersNamed() throws Exception {
    for (int i = 3; i <= 60; i++) {
      file("V%03d__more.sql".formatted(i), "CREATE TABLE more_%d (id INTEGER);".formatted(i));
    }
    schema("apply", "001");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("work.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DROP TABLE migration_history");
      statement.executeUpdate("DELETE FROM flyway_schema_history");
      statement.executeUpdate("CREATE TABLE guest (id INTEGER)");
    }

    assertThat(schema("status", "--detect")).isEqualTo(3);
    assertThat(out.toString())
        .contains("the schema is version 001, and there is more", "not ours   table guest")
        .contains("`ztoq schema baseline 001 --allow-extra` records it");
    assertThat(schema("baseline", "001", "--allow-extra")).isZero();
    assertThat(schema("verify")).isEqualTo(4);
    assertThat(schema("verify", "--allow-extra")).isEqualTo(1);
    assertThat(out.toString()).contains("note     drift table guest");
  }

  private static String[] with(String[] options, String... words) {
    List<String> all = new ArrayList<>(List.of("schema"));
    all.addAll(List.of(words));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  @Test
  void newMakesTheNextPair() {
    assertThat(schema("new", "next one")).isZero();
    assertThat(folder.resolve("V003__next_one.sql")).exists();
    assertThat(folder.resolve("U003__next_one.sql")).exists();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private int schema(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "schema",
                "--url",
                "jdbc:sqlite:" + folder.resolve("work.db"),
                "--migrations",
                folder.toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return Cli.run(
        new Surroundings(
            environment, new PrintWriter(out, true), new PrintWriter(err, true), false),
        arguments);
  }
}
