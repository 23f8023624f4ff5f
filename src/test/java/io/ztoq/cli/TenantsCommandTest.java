package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ztoq tenants} as the guide's users call it. */
class TenantsCommandTest {

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Test
  void theGuidesCommandsWorkAndTheReportHasItsShape() throws IOException {
    QaDatabase qa = new QaDatabase(QaDatabase.sqlite(folder), Shape.LEGACY).rows(5);
    Path file = folder.resolve("reports/report.json");

    assertThat(tenants("migrate", "--dry-run", "-o", file.toString())).as(err.toString()).isZero();
    JsonNode dry = new ObjectMapper().readTree(Files.readString(file));
    assertThat(tenants("migrate", "--verbose", "--output", file.toString())).isZero();
    JsonNode live = new ObjectMapper().readTree(Files.readString(file));

    assertThat(out.toString().lines().toList())
        .containsSubsequence(
            "=".repeat(80),
            "MIGRATION REPORT",
            "=".repeat(80),
            "",
            "\uD83D\uDCCA SUMMARY",
            "-".repeat(80),
            "Status: COMPLETED",
            "\uD83D\uDCC8 RECORDS",
            "Total Records: 65",
            "Migrated: 65",
            "Failed: 0",
            "\uD83D\uDD27 BY COMPONENT",
            "USERMIGRATOR:",
            "  Total: 5",
            "TESTMIGRATOR:",
            "  Total: 60",
            "\uD83D\uDCA1 RECOMMENDATIONS",
            "1. Migration completed successfully. All data migrated to default tenant.",
            "2. Verify data integrity by reviewing the details section below.",
            "3. Consider setting up backup before production deployment.");
    assertThat(err.toString()).contains("users: 5 of 5 rows");
    hasTheShape(live);
    assertThat(dry.at("/summary/dry_run").asBoolean()).isTrue();
    assertThat(dry.get("by_component")).isEqualTo(live.get("by_component"));
    assertThat(dry.get("total_records")).isEqualTo(live.get("total_records"));
    assertThat(qa.number("SELECT count(*) FROM users WHERE tenant_id IS NULL")).isZero();
    assertThat(folder.resolve("migrations/sqlite")).isDirectoryContaining("glob:**V*.sql");
  }

  private static void hasTheShape(JsonNode live) {
    assertThat(fields(live))
        .containsExactly(
            "summary",
            "total_records",
            "migrated_records",
            "failed_records",
            "warnings",
            "errors",
            "by_component",
            "recommendations",
            "details",
            "tenants",
            "quarantine",
            "undo",
            "locks");
    assertThat(fields(live.get("by_component"))).containsExactly("UserMigrator", "TestMigrator");
    assertThat(live.at("/summary/overall_status").asText()).isEqualTo("completed");
    assertThat(live.at("/summary/dry_run").asBoolean()).isFalse();
    assertThat(live.at("/summary/started_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
    assertThat(live.at("/details/TestMigrator/migrated_items").asInt()).isEqualTo(5);
    assertThat(live.at("/undo/changes").asInt()).isEqualTo(66);
  }

  @Test
  void theReportIsWrittenAlsoWhenNothingWorks() throws IOException {
    Path file = folder.resolve("report.json");
    environment.put("DATABASE_URL", "sqlite:///" + folder.resolve("not-there.db"));

    assertThat(run("migrate", "--output", file.toString())).isEqualTo(3);

    JsonNode report = new ObjectMapper().readTree(Files.readString(file));
    assertThat(report.at("/summary/overall_status").asText()).isEqualTo("failed");
    assertThat(report.at("/errors/0").asText()).startsWith("TEN-001 there is no file");
    assertThat(report.at("/summary/started_at").isNull()).isTrue();
    assertThat(report.get("recommendations")).hasSizeGreaterThan(1);
    assertThat(folder.resolve("not-there.db")).doesNotExist();
    assertThat(out.toString()).contains("Status: FAILED", "\u274C ERRORS");
  }

  @Test
  void theGuidesVariableNamesAServerAndItsPasswordIsNeverShown() {
    environment.put(
        "DATABASE_URL", "postgresql+asyncpg://qa_user:geheim%21@127.0.0.1:1/qa_framework_db");

    assertThat(run("migrate")).isNotZero();

    assertThat(out.toString()).contains("127.0.0.1:1/qa_framework_db");
    assertThat(out + err.toString()).doesNotContain("geheim");
  }

  @Test
  void aReportThatCannotBeWrittenIsWarnedOf() throws IOException {
    new QaDatabase(QaDatabase.sqlite(folder), Shape.NEW).rows(3);
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(tenants("migrate", "-o", file.resolve("report.json").toString())).isEqualTo(1);

    assertThat(err.toString()).contains("W9 the report could not be written");
    assertThat(out.toString()).contains("Status: COMPLETED");
  }

  @Test
  void thePlanShowsOrderRowsAndCoverage() throws IOException {
    new QaDatabase(QaDatabase.sqlite(folder), Shape.LEGACY).rows(6);
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        tenants:
          slugs:
            default: {name: Default}
            acme: {name: Acme}
        tables:
          test_suites: {follow: created_by}
          users:
            rules:
              - {email-domain: acme.com, tenant: acme}
              - {column: username, values: [user1, user3], tenant: default}
        """);

    assertThat(tenants("plan", "--rules", rules.toString())).as(err.toString()).isZero();

    assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList())
        .containsSubsequence(
            "users 6 6 rules, else quarantine",
            "test_suites 6 6 created_by -> users, else quarantine",
            "users email at acme.com -> acme 0 2",
            "users username is user1 or user3 -> default 0 2",
            "users rules that disagree: quarantine 1",
            "users no rule 3");
    assertThat(tenants("plan", "--rules", rules.toString(), "--format", "json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString().substring(out.toString().indexOf("{"))))
        .isNotNull();
  }

  @Test
  void wrongRulesAreToldWithFileLineAndKey() throws IOException {
    new QaDatabase(QaDatabase.sqlite(folder), Shape.LEGACY).rows(3);
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "tenants:\n  slugs:\n    default: {nam: x}\ntables:\n  users:\n");

    assertThat(tenants("plan", "--rules", rules.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("tenants.slugs.default.nam is not a known key", "rules.yaml:3");
    assertThat(tenants("migrate", "--rules", rules.toString())).isEqualTo(2);
    assertThat(out.toString()).contains("Status: FAILED", "TEN-010");
  }

  @Test
  void aPauseNeedsARun() {
    new QaDatabase(QaDatabase.sqlite(folder), Shape.LEGACY).rows(3);

    assertThat(tenants("pause")).isEqualTo(4);
    assertThat(err.toString()).contains("TEN-024 no migration of tenants is under way");
    assertThat(tenants("resume")).isEqualTo(4);
    assertThat(run("migrate", "--nonsense")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  private int tenants(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--url",
            "jdbc:sqlite:" + folder.resolve("qa.db"),
            "--migrations",
            folder.resolve("migrations").toString()));
    return run(all.toArray(String[]::new));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("tenants"));
    all.addAll(List.of(arguments));
    out = new StringWriter();
    err = new StringWriter();
    return Cli.run(
        new Surroundings(environment, new PrintWriter(out), new PrintWriter(err), false),
        all.toArray(String[]::new));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
