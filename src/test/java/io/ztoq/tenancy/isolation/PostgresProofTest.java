package io.ztoq.tenancy.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.TwoTenants;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.tenancy.rule.IsolationRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof on PostgreSQL finds every leak; each of these was made on purpose. */
class PostgresProofTest {

  private static final String APP = "qa_app_" + ProcessHandle.current().pid();

  private static final IsolationRules RULES =
      new IsolationRules(
          "app.tenant_id",
          APP,
          Map.of(),
          Set.of(),
          Set.of("tenants", "api_keys", "test_artifacts", "schedules"));

  @TempDir private Path folder;
  private QaDatabase qa;

  @BeforeEach
  void enforced() {
    qa = TwoTenants.of(QaDatabase.postgres(), 12);
    qa.change("CREATE ROLE " + APP + " LOGIN");
    qa.change("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + APP);
    enforcement().apply(told -> {});
  }

  @AfterEach
  void withoutTheRole() {
    qa.change("DROP OWNED BY " + APP);
    qa.change("DROP ROLE " + APP);
  }

  private Enforcement enforcement() {
    return new Enforcement(
        qa.database(),
        EnforcementContract.RULES,
        RULES,
        folder,
        EngineOptions.usual(Actor.ofProcess("test")));
  }

  private ProofReport prove() {
    return prove(RULES);
  }

  private ProofReport prove(IsolationRules rules) {
    return new IsolationProof(qa.database(), EnforcementContract.RULES, rules).prove();
  }

  private void leaks(String table, Attempt attempt) {
    ProofReport report = prove();
    assertThat(report.isProven()).isFalse();
    assertThat(report.tables().get(table)).containsEntry(attempt, Result.LEAK);
    assertThat(report.findings())
        .anyMatch(
            one ->
                one.leak() && one.table().equals(table) && one.what().startsWith(attempt.word()));
  }

  private void finds(boolean leak, String table, String words) {
    ProofReport report = prove();
    assertThat(report.findings())
        .anyMatch(
            one -> one.leak() == leak && one.table().equals(table) && one.what().contains(words));
    assertThat(report.isProven()).isEqualTo(!leak);
  }

  @Test
  void everythingIsRefusedAndNothingIsWritten() {
    List<String> rows = TwoTenants.rows(qa);

    ProofReport report = prove();

    assertThat(report.findings()).filteredOn(ProofFinding::leak).isEmpty();
    assertThat(report.isProven()).isTrue();
    assertThat(report.attempts()).isGreaterThan(100);
    assertThat(report.tables()).containsOnlyKeys(TwoTenants.TABLES);
    report
        .tables()
        .forEach(
            (table, cells) ->
                cells.forEach(
                    (attempt, result) ->
                        assertThat(result)
                            .as("%s %s", table, attempt)
                            .isEqualTo(
                                attempt == Attempt.OWN
                                    ? Result.SEEN
                                    : table.equals("users") && attempt == Attempt.REFER
                                        ? Result.NOTHING
                                        : Result.REFUSED)));
    assertThat(TwoTenants.rows(qa)).isEqualTo(rows);
    assertThat(qa.number("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'ztoq_proof%'"))
        .isZero();
  }

  @Test
  void withoutANamedRoleOneIsMadeForTheProof() {
    IsolationRules nobody =
        new IsolationRules("app.tenant_id", null, Map.of(), Set.of(), RULES.shared());

    ProofReport report = prove(nobody);

    assertThat(report.isProven()).isTrue();
    assertThat(report.roleIsNamed()).isFalse();
    assertThat(report.findings()).anyMatch(one -> one.what().contains("nobody named the role"));
    assertThat(qa.number("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'ztoq_proof%'"))
        .isZero();
  }

  @Test
  void beforeEnforcingEverythingLeaks() {
    enforcement().undo(losses -> false, told -> {});

    for (Attempt attempt :
        List.of(
            Attempt.READ,
            Attempt.INSERT,
            Attempt.UPDATE,
            Attempt.DELETE,
            Attempt.MOVE,
            Attempt.REFER,
            Attempt.UNSET)) {
      assertThat(prove().tables().get("test_cases")).containsEntry(attempt, Result.LEAK);
    }
  }

  @Test
  void aDroppedPolicyWithoutRowSecurityLeaks() {
    qa.change("ALTER TABLE test_suites DISABLE ROW LEVEL SECURITY");

    leaks("test_suites", Attempt.READ);
  }

  @Test
  void aDroppedPolicyHidesOwnRowsAndThatProvesNothing() {
    qa.change("DROP POLICY tenant_isolation ON test_suites");

    ProofReport report = prove();

    assertThat(report.tables().get("test_suites")).containsEntry(Attempt.OWN, Result.UNCLEAR);
    assertThat(report.isProven()).isFalse();
  }

  @Test
  void aPermissivePolicyBesideItLeaks() {
    qa.change("CREATE POLICY support ON users FOR SELECT USING (is_active OR true)");

    leaks("users", Attempt.READ);
    leaks("users", Attempt.UNSET);
  }

  @Test
  void aPolicyThatLetsWriteWithoutReadingLeaks() {
    qa.change("CREATE POLICY cleanup ON test_cases FOR DELETE USING (true)");

    leaks("test_cases", Attempt.DELETE);
  }

  @Test
  void aForgottenCheckLeaks() {
    qa.change("ALTER POLICY tenant_isolation ON test_executions WITH CHECK (true)");

    leaks("test_executions", Attempt.INSERT);
    leaks("test_executions", Attempt.MOVE);
  }

  @Test
  void aPolicyThatShowsAllToNobodyLeaks() {
    qa.change(
        "ALTER POLICY tenant_isolation ON users USING (tenant_id = current_setting('app.tenant_id', true) OR COALESCE(current_setting('app.tenant_id', true), '') = '')");

    leaks("users", Attempt.UNSET);
  }

  @Test
  void aDroppedKeyWithTheTenantLeaks() {
    qa.change("ALTER TABLE test_cases DROP CONSTRAINT test_cases_tenant_id_suite_id_fkey");

    leaks("test_cases", Attempt.REFER);
  }

  @Test
  void aRolePastAllPoliciesIsNamed() {
    qa.change("ALTER ROLE " + APP + " BYPASSRLS");

    leaks("users", Attempt.READ);
    finds(true, APP, "marked BYPASSRLS");

    qa.change("ALTER ROLE " + APP + " NOBYPASSRLS SUPERUSER");
    leaks("users", Attempt.READ);
    finds(true, APP, "a superuser");
    qa.change("ALTER ROLE " + APP + " NOSUPERUSER");
  }

  @Test
  void aRoleThatCanBecomeASuperuserIsNamed() {
    qa.change("GRANT postgres TO " + APP);

    finds(true, "postgres", "can become this role");
    qa.change("REVOKE postgres FROM " + APP);
  }

  @Test
  void anOwnerWithoutForceLeaksAndWithForceIsNamed() {
    qa.change("ALTER TABLE test_cases OWNER TO " + APP);
    assertThat(prove().findings())
        .anyMatch(one -> !one.leak() && one.what().contains("can switch its policies off"));
    finds(true, "test_cases", "may TRUNCATE");

    qa.change("ALTER TABLE test_cases NO FORCE ROW LEVEL SECURITY");
    leaks("test_cases", Attempt.READ);
    finds(true, "test_cases", "its policies do not hold for the owner");
    qa.change("ALTER TABLE test_cases OWNER TO postgres");
  }

  @Test
  void doorsBesideTheTablesAreFound() {
    qa.change("GRANT TRUNCATE ON users TO " + APP);
    finds(true, "users", "may TRUNCATE");
    qa.change("REVOKE TRUNCATE ON users FROM " + APP);

    qa.change("CREATE VIEW everybody AS SELECT * FROM users");
    qa.change("GRANT SELECT ON everybody TO " + APP);
    finds(true, "everybody", "a view of users that reads as postgres");
    qa.change("ALTER VIEW everybody SET (security_invoker = true)");
    assertThat(prove().isProven()).isTrue();

    qa.change("CREATE MATERIALIZED VIEW copies AS SELECT * FROM users");
    qa.change("GRANT SELECT ON copies TO " + APP);
    finds(true, "copies", "a materialized view of users");
    qa.change("DROP MATERIALIZED VIEW copies");

    qa.change("ALTER ROLE %s SET app.tenant_id = '%s'".formatted(APP, TwoTenants.B));
    finds(true, APP, "sessions begin with app.tenant_id=");
    qa.change("ALTER ROLE %s RESET app.tenant_id".formatted(APP));

    qa.change(
        "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM users'");
    finds(false, "peek()", "works as postgres");
  }

  @Test
  void aNeighbourWithoutATenantIsALeakUntilItIsShared() {
    IsolationRules strict =
        new IsolationRules("app.tenant_id", APP, Map.of(), Set.of(), Set.of("tenants"));

    ProofReport report = prove(strict);

    assertThat(report.findings())
        .filteredOn(ProofFinding::leak)
        .extracting(ProofFinding::table)
        .containsExactlyInAnyOrder("api_keys", "test_artifacts", "schedules");
  }

  @Test
  void oneTenantAloneIsEnoughForAProof() {
    for (String table :
        List.of(
            "test_execution_details", "test_executions", "test_cases", "test_suites", "users")) {
      qa.change("DELETE FROM %s WHERE tenant_id = '%s'".formatted(table, TwoTenants.B));
    }
    assertThat(prove().isProven()).isTrue();

    qa.change("ALTER POLICY tenant_isolation ON test_suites WITH CHECK (true)");
    leaks("test_suites", Attempt.MOVE);
  }

  @Test
  void aRoleThatIsNotThereIsUsage() {
    assertThatThrownBy(() -> prove(RULES.withRole("nobody_at_all")))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("there is no role 'nobody_at_all'");
  }
}
