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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of {@code ztoq schema} from the command line, on every database. */
abstract class SchemaCliContract {

  @TempDir Path folder;
  final Map<String, String> environment = new HashMap<>();
  private final List<String> questions = new ArrayList<>();
  private @Nullable String answer;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /** Options that name the database. */
  abstract List<String> database();

  /** A connection past ztoq. */
  abstract String jdbcUrl();

  @BeforeEach
  void fourMigrations() throws IOException {
    file("V001__shelf.sql", "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name VARCHAR(20));");
    file("U001__shelf.sql", "DROP TABLE shelf;");
    file("V002__rows.sql", "INSERT INTO shelf (id, name) VALUES (1, 'a'), (2, 'b');");
    file("U002__rows.sql", "DELETE FROM shelf WHERE id IN (1, 2);");
    file("V003__trial.sql", "-- env: staging\nCREATE TABLE trial (id INTEGER);");
    file("U003__trial.sql", "DROP TABLE trial;");
    file("V004__colour.sql", "ALTER TABLE shelf ADD COLUMN colour VARCHAR(9);");
    file("U004__colour.sql", "ALTER TABLE shelf DROP COLUMN colour;");
  }

  @Test
  void theJsonOfEveryCommandIsOneDocument() throws Exception {
    assertThat(json(3, "status").get("status")).hasSize(4);
    assertThat(json(0, "plan", "--sql").get("steps").get(0).get("sql").asText())
        .startsWith("CREATE TABLE shelf");
    JsonNode applied = json(0, "apply-all");
    assertThat(applied.get("applied"))
        .extracting(JsonNode::asText)
        .containsExactly("001", "002", "004");
    assertThat(applied.get("leftOut")).extracting(JsonNode::asText).containsExactly("003");
    assertThat(applied.fieldNames()).toIterable().containsExactly("applied", "leftOut", "backup");
    assertThat(json(0, "status", "4").get("status").get(0).get("state").asText())
        .isEqualTo("applied");
    assertThat(json(0, "verify").get("findings")).isEmpty();
    assertThat(json(0, "lint").has("findings")).isTrue();
    assertThat(json(0, "prove").get("proven")).hasSize(3);
    assertThat(json(0, "impact", "--rollback-to", "0").get("losses").get(0).get("rows").asInt())
        .isEqualTo(2);
    assertThat(json(0, "history", "--limit", "2")).hasSize(2);
    assertThat(json(0, "repair").get("changes")).isEmpty();
    JsonNode back = json(0, "rollback-to", "001", "--yes");
    assertThat(back.fieldNames())
        .toIterable()
        .containsExactly("rolledBack", "lost", "declined", "backup");
    assertThat(back.get("rolledBack")).hasSize(2);
    assertThat(json(0, "rollback", "1", "--yes").get("rolledBack")).hasSize(1);
    sql("CREATE TABLE shelf (id INTEGER PRIMARY KEY, name VARCHAR(20))");
    assertThat(json(3, "status").get("detected").get("number").asText()).isEqualTo("001");
    assertThat(json(0, "baseline", "001").get("version").asText()).isEqualTo("001");
    assertThat(json(0, "apply", "2").get("applied")).hasSize(1);
  }

  @Test
  void theJsonOfAFailureInTheMiddleSaysWhatWasDoneBefore() throws Exception {
    file("V005__wrong.sql", "INSERT INTO nowhere VALUES (1);");
    file("U005__wrong.sql", "SELECT 1;");

    JsonNode applied = json(1, "apply-all");

    assertThat(applied.fieldNames())
        .toIterable()
        .containsExactly("applied", "backup", "failedAt", "failure");
    assertThat(applied.get("applied"))
        .extracting(JsonNode::asText)
        .containsExactly("001", "002", "004");
    assertThat(applied.get("failedAt").asText()).isEqualTo("005");
    assertThat(applied.get("failure").get("code").asText()).isEqualTo("SCH-010");
    assertThat(err.toString()).startsWith("SCH-010 005 wrong");
  }

  @Test
  void theJsonOfARollbackThatFailsInTheMiddleSaysWhatIsBack() throws Exception {
    file("V005__none.sql", "-- transaction: none\nCREATE TABLE other (id INTEGER);");
    file("U005__none.sql", "DROP TABLE other;");
    file("U002__rows.sql", "-- transaction: none\nDELETE FROM nowhere;");
    schema("apply-all");

    JsonNode back = json(1, "rollback-to", "001", "--yes");

    assertThat(back.get("rolledBack")).extracting(JsonNode::asText).containsExactly("005", "004");
    assertThat(back.get("failedAt").asText()).isEqualTo("002");
    assertThat(back.get("failure").get("message").asText()).contains("nowhere");
    assertThat(json(3, "status", "5").get("status").get(0).get("state").asText())
        .isEqualTo("rolled_back");
  }

  @Test
  void theCommandsThatLookSayWhatTheySee() throws Exception {
    assertThat(schema("plan")).isZero();
    assertThat(out.toString()).contains("001: shelf, 1 statement in one transaction", "3 would be");
    schema("apply-all");
    assertThat(schema("verify")).isZero();
    assertThat(out.toString()).contains("SUCCESS: ", "is as its migrations up to 004 make it");
    assertThat(schema("prove")).as(out.toString()).isZero();
    assertThat(out.toString()).contains("SUCCESS: 3 of 4 migrations proven, 1 table, 2 rows");
    assertThat(schema("impact", "--rollback-to", "000")).isZero();
    assertThat(out.toString())
        .contains("takes back 004, 002, 001 and loses 2 rows or values in 1 place");
    sql("DROP TABLE shelf");
    assertThat(schema("verify")).isEqualTo(4);
    assertThat(out.toString()).contains("conflict drift table shelf: table shelf is missing");
    assertThat(schema("repair", "--yes")).isZero();
    assertThat(out.toString()).contains("3 records changed", "is at 000");
    assertThat(schema("status")).isEqualTo(3);
  }

  @Test
  void aRollbackThatLosesRowsAsksAndTheAnswerCounts() throws Exception {
    schema("apply-all");

    answer = "n";
    assertThat(schema("rollback-to", "000")).isEqualTo(1);
    assertThat(out.toString()).contains("nothing was changed");
    assertThat(questions).containsExactly("lose them? [y/N] ");
    assertThat(err.toString()).contains("2     shelf  table dropped");
    answer = "";
    assertThat(schema("rollback-to", "000")).isEqualTo(1);
    assertThat(schema("status")).isZero();
    answer = "Yes";
    assertThat(schema("--rollback-to", "000")).isZero();
    assertThat(out.toString()).contains("004: rolled back", "SUCCESS: 3 rolled back");
    assertThat(questions).hasSize(3);
    assertThat(schema("status")).isEqualTo(3);
  }

  @Test
  void aRollbackWithoutRowsOrWithYesAsksNobody() throws Exception {
    schema("apply-all");
    answer = "n";

    assertThat(schema("rollback", "004")).isZero();
    assertThat(schema("rollback-to", "000", "--yes")).isZero();

    assertThat(questions).isEmpty();
  }

  @Test
  void aRepairAsksAndTheAnswerCounts() throws Exception {
    schema("apply-all");
    file(
        "V001__shelf.sql",
        "-- remark\nCREATE TABLE shelf (id INTEGER PRIMARY KEY, name VARCHAR(20));");

    assertThat(schema("repair")).isEqualTo(2);
    assertThat(err.toString()).contains("SCH-107");
    answer = "no";
    assertThat(schema("repair")).isEqualTo(1);
    assertThat(schema("status")).isEqualTo(4);
    answer = "y";
    assertThat(schema("repair")).isZero();
    assertThat(out.toString()).contains("1 record changed");
    assertThat(questions).containsOnly("change these records? [y/N] ").hasSize(2);
    assertThat(schema("status")).isZero();
  }

  @Test
  void aMigrationOfAnotherEnvironmentIsNotSaidToBeApplied() {
    schema("apply-all");

    assertThat(schema("apply", "003")).isEqualTo(2);
    assertThat(err.toString()).contains("SCH-021 003 trial is only for staging");
    assertThat(schema("apply", "003", "--env", "staging")).isZero();
    assertThat(out.toString()).contains("003: done");
    assertThat(schema("apply", "003")).isZero();
    assertThat(out.toString()).contains("003 trial is already applied");
  }

  @Test
  void anOrphanIsShownAndNamedByItsNumber() throws IOException {
    schema("apply-all");
    Files.delete(folder.resolve("set/V004__colour.sql"));
    Files.delete(folder.resolve("set/U004__colour.sql"));

    assertThat(schema("status", "4")).isEqualTo(4);
    assertThat(out.toString()).contains("004: colour", "orphan");
    assertThat(schema("rollback", "4")).isEqualTo(4);
    assertThat(err.toString()).contains("SCH-008", "004");
  }

  @Test
  void aBackupIsMadeBeforeARollbackAndSaidBeforeTheChange() {
    schema("apply-all");

    String command = "echo copied > \"$ZTOQ_BACKUP_FILE\"";
    int status =
        schema(
            "rollback-to",
            "000",
            "--yes",
            "--backup",
            "--backup-command",
            command,
            "--backup-folder",
            folder.resolve("copies").toString());

    assertThat(status).isZero();
    assertThat(out.toString()).startsWith("backup: " + folder.resolve("copies")).contains("004: ");
    assertThat(folder.resolve("copies")).isNotEmptyDirectory();
  }

  @Test
  void valuesThatMakeNoSenseAreUsage() {
    for (String[] words :
        List.of(
            new String[] {"history", "--limit", "0"},
            new String[] {"status", "--lock-timeout", "-1"},
            new String[] {"verify", "--scratch-url", "jdbc:h2:file:x"})) {
      assertThat(schema(words)).as(words[0]).isEqualTo(2);
      assertThat(err.toString()).contains("CLI-001", words[1]);
    }
  }

  JsonNode json(int status, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--format", "json"));
    assertThat(schema(all.toArray(String[]::new))).as("%s %s%s", all, out, err).isEqualTo(status);
    return new ObjectMapper()
        .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(out.toString());
  }

  void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }

  void file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("set"));
    Files.writeString(folder.resolve("set").resolve(name), text);
  }

  int schema(String... arguments) {
    List<String> all = new ArrayList<>(List.of("schema"));
    all.addAll(database());
    all.addAll(List.of("--migrations", folder.resolve("set").toString()));
    all.addAll(List.of(arguments));
    out = new StringWriter();
    err = new StringWriter();
    return Cli.run(
        new Surroundings(
            environment,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            System.err,
            answer != null,
            answer == null ? null : this::answered),
        all.toArray(String[]::new));
  }

  private @Nullable String answered(String question) {
    questions.add(question);
    return answer;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
