package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.fixture.TwoTenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All commands of {@code ztoq tenants}, one after the other, on every database. */
abstract class TenantsFlowContract extends TenantsTest {

  @Test
  void theWholeWayThereAndBack() throws IOException {
    QaDatabase qa = qa(Shape.LEGACY).rows(6);
    List<String> before = TwoTenants.rows(qa);
    Path report = folder.resolve("report.json");

    assertThat(tenants(qa, "plan")).isZero();
    assertThat(out()).contains("created_by -> users, else tenant default");
    assertThat(tenants(qa, "migrate", "--dry-run", "-o", report.toString())).isZero();
    JsonNode dry = new ObjectMapper().readTree(Files.readString(report));
    assertThat(TwoTenants.rows(qa)).isEqualTo(before);
    assertThat(tenants(qa, "verify")).isEqualTo(1);
    assertThat(tenants(qa, "migrate", "-o", report.toString())).isZero();
    JsonNode live = new ObjectMapper().readTree(Files.readString(report));
    assertThat(live.get("by_component")).isEqualTo(dry.get("by_component"));
    assertThat(live.at("/migrated_records").asInt()).isEqualTo(78);
    assertThat(tenants(qa, "migrate")).isZero();
    assertThat(out())
        .contains("Total Records: 0", "W10 nothing to migrate")
        .contains("1. Migration completed successfully. Nothing had to be migrated")
        .doesNotContain("All data migrated", "Consider setting up backup");
    assertThat(tenants(qa, "verify")).isZero();
    assertThat(out()).containsPattern("users +default +4fa958b9-").contains("78 rows");

    assertThat(tenants(qa, "enforce", "--yes")).isZero();
    assertThat(tenants(qa, "enforce", "--yes")).isZero();
    assertThat(out()).contains("nothing to do");
    assertThat(tenants(qa, "verify")).isZero();
    for (String how : List.of("--yes", "--dry-run")) {
      assertThat(tenants(qa, "rollback", how)).as(how).isEqualTo(4);
      assertThat(err()).as(how).contains("TEN-036", "enforce --undo");
      assertThat(out()).as(how).doesNotContain("would be as before");
    }

    assertThat(tenants(qa, "enforce", "--undo", "--yes")).isZero();
    assertThat(out())
        .contains("stay in " + folder.resolve("migrations"), "`ztoq schema apply-all`", "enforces");
    assertThat(tenants(qa, "rollback", "--dry-run")).isZero();
    assertThat(out()).contains("DRY RUN: run 1, 79 rows would be as before, 0 left");
    assertThat(tenants(qa, "rollback", "--yes")).isZero();
    assertThat(out()).contains("SUCCESS: run 1, 79 rows are as before, 0 left");
    assertThat(qa.number("SELECT count(*) FROM tenants")).isZero();
  }

  @Test
  void everyRowThatARollbackLeavesCanBeFound() {
    QaDatabase qa = qa(Shape.NEW).rows(30);
    assertThat(tenants(qa, "migrate")).isZero();
    qa.change("UPDATE test_execution_details SET status = 'failed' WHERE id <= 150");

    assertThat(tenants(qa, "rollback", "--yes")).isEqualTo(1);

    assertThat(out())
        .contains("left  test_execution_details [1] changed", "left  and 51 more, see SELECT")
        .contains("DONE: run 1, 240 rows are as before, 151 left");
    String left =
        "SELECT count(*) FROM ztoq_tenant_change WHERE run_id = 1 AND left_reason LIKE 'changed: %'";
    assertThat(qa.number(left)).isEqualTo(151);

    qa.change("UPDATE test_execution_details SET status = 'passed' WHERE id <= 150");
    assertThat(tenants(qa, "rollback", "--yes")).isZero();
    assertThat(qa.number(left)).isZero();
  }

  @Test
  void aRunShowsHowFarItIsEvenWhenNobodyAskedForMore() {
    QaDatabase qa = qa(Shape.NEW).rows(5);

    assertThat(tenants(qa, "migrate")).isZero();

    assertThat(progress())
        .contains("tenants  database, rules and rows")
        .contains("tenants  65 of 65 rows (100.0 %)");
    assertThat(tenants(qa, "migrate", "-v")).isZero();
    assertThat(progress()).isEmpty();
  }

  @Test
  void whyRowsAreInQuarantineIsToldOnTheConsole() throws IOException {
    QaDatabase qa = qa(Shape.NEW).rows(6);
    Path rules =
        Files.writeString(
            folder.resolve("two.yaml"),
            """
            tenants:
              slugs:
                default: {name: Default}
                acme: {name: Acme}
            tables:
              users:
                component: UserMigrator
                rules:
                  - {email-domain: acme.com, tenant: acme}
                  - {column: username, values: [user3], tenant: default}
              test_suites: {follow: created_by}
            """);

    for (String dryRun : List.of("--dry-run", "--verbose")) {
      assertThat(tenants(qa, "migrate", dryRun, "--rules", rules.toString())).isEqualTo(1);

      assertThat(out().lines().toList())
          .anyMatch(
              line ->
                  line.contains("TEN-025 users: 5 rows in quarantine without a tenant: ")
                      && line.contains("no rule matches"))
          .anyMatch(
              line ->
                  line.contains("TEN-025 test_suites: 5 rows in quarantine")
                      && line.contains("[1] its parent, created_by 2 in users, has no tenant"))
          .anyMatch(line -> line.contains("ztoq_tenant_quarantine"));
    }
  }

  @Test
  void everyProblemOfTheRulesIsAnErrorOfItsOwnInTheReport() throws IOException {
    QaDatabase qa = qa(Shape.LEGACY).rows(3);
    Path rules =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            "tenants:\n  slugs:\n    default: {name: D, plan: gold}\ntables:\n  users: {otherwise: maybe}\n");
    Path report = folder.resolve("report.json");

    assertThat(tenants(qa, "migrate", "--rules", rules.toString(), "-o", report.toString()))
        .isEqualTo(2);

    JsonNode told = new ObjectMapper().readTree(Files.readString(report));
    assertThat(told.get("errors")).hasSize(2);
    assertThat(told.at("/errors/1").asText()).startsWith("TEN-010 ");
    assertThat(told.at("/recommendations").toString())
        .contains("Correct the rules", "2 errors were found")
        .doesNotContain("connection");
  }
}
