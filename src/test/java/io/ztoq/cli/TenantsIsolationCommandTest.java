package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.TwoTenants;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enforcing, proving, verifying and taking back as users call it. */
class TenantsIsolationCommandTest {

  @TempDir private Path folder;
  private QaDatabase qa;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void twoTenants() throws IOException {
    qa = TwoTenants.of(QaDatabase.sqlite(folder), 12);
    Files.writeString(
        folder.resolve("tenants.yaml"),
        """
        tenants:
          default: a
          slugs:
            a: {name: A}
        tables:
          users: {otherwise: default}
          test_suites: {follow: created_by}
          test_cases: {follow: suite_id}
          test_executions: {follow: suite_id}
          test_execution_details: {follow: execution_id}
        isolation:
          setting: app.tenant_id
          unique-per-tenant: {users: [username]}
        """);
  }

  @Test
  void enforcingIsShownAskedForDoneProvenAndTakenBack() throws IOException {
    assertThat(tenants("prove")).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAILED", "LEAK  test_cases", "do: run `ztoq tenants enforce`");
    assertThat(tenants("enforce", "--dry-run")).isZero();
    assertThat(out.toString()).contains("SET NOT NULL", "nothing was changed");
    assertThat(folder.resolve("migrations")).doesNotExist();
    assertThat(tenants("enforce")).isEqualTo(2);
    assertThat(err.toString()).contains("TEN-037", "--yes");

    assertThat(tenants("enforce", "--yes")).isZero();
    assertThat(out.toString()).contains("001 tenant_constraints: done", "SUCCESS: 1 applied");
    assertThat(folder.resolve("migrations/sqlite/V001__tenant_constraints.sql")).exists();
    assertThat(tenants("enforce", "--yes")).isZero();
    assertThat(out.toString()).contains("nothing to do");
    assertThat(tenants("prove")).as("SQLite lets everybody read").isEqualTo(1);
    assertThat(out.toString())
        .contains("NOT PROVEN: ", " ways to rows of another tenant stay open", "--allow-open")
        .doesNotContain("SUCCESS");
    assertThat(tenants("prove", "--allow-open")).isZero();
    assertThat(out.toString()).contains("stay open").doesNotContain("SUCCESS");
    assertThat(tenants("prove", "--allow-open", "--format", "json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).get("proven").asBoolean()).isFalse();
    assertThat(new ObjectMapper().readTree(out.toString()).get("leaks").asInt()).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).get("matrix")).hasSize(5);

    assertThat(tenants("enforce", "--undo", "--yes")).isZero();
    assertThat(out.toString()).contains("001 tenant_constraints: taken back", "SUCCESS: 1");
    assertThat(tenants("prove", "--allow-open")).as("a leak is never allowed").isEqualTo(1);
  }

  @Test
  void verifySaysWhatIsWrongByItsExitCode() throws IOException {
    assertThat(tenants("verify")).isZero();
    assertThat(out.toString()).contains("SUCCESS: every row has its tenant", TwoTenants.B);

    qa.change("UPDATE test_cases SET tenant_id = NULL WHERE id = 3");
    assertThat(tenants("verify", "--format", "json")).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(out.toString()).at("/findings/0/kind").asText())
        .isEqualTo("open");
    assertThat(tenants("enforce", "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains("TEN-034", "test_cases has 1 row without a tenant");
  }

  @Test
  void aRollbackWithoutARunIsUsage() {
    assertThat(tenants("rollback", "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("TEN-035");
  }

  private int tenants(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "tenants",
                "--url",
                qa.database().where().url(),
                "--rules",
                folder.resolve("tenants.yaml").toString(),
                "--migrations",
                folder.resolve("migrations").toString()));
    all.addAll(List.of(arguments));
    out = new StringWriter();
    err = new StringWriter();
    return Cli.run(
        new Surroundings(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), false),
        all.toArray(String[]::new));
  }
}
