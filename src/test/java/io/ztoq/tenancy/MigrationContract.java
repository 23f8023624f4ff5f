package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.tenancy.MigrationReport.Component;
import io.ztoq.tenancy.rule.TenantSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a migration of tenants promises on every database. */
abstract class MigrationContract extends TenantTest {

  @ParameterizedTest
  @EnumSource
  void everyRowGetsTheDefaultTenantAndASecondRunChangesNothing(Shape shape) {
    QaDatabase qa = qa(shape).rows(30);

    MigrationReport dry = driver(qa).dry();
    MigrationReport live = driver(qa).live();
    MigrationReport second = driver(qa).live();

    assertThat(live.errors()).isEmpty();
    assertThat(live.status()).isEqualTo("completed");
    assertThat(live.total()).isEqualTo(qa.total()).isEqualTo(live.migrated());
    assertThat(live.components())
        .extracting(Component::name, Component::total)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("UserMigrator", 30L),
            org.assertj.core.groups.Tuple.tuple("TestMigrator", 360L));
    assertThat(withTenant(qa, DEFAULT)).isEqualTo(qa.total());
    assertThat(dry.dryRun()).isTrue();
    assertThat(dry.total()).isEqualTo(live.total());
    assertThat(dry.tenants()).isEqualTo(live.tenants());
    assertThat(second.total()).isZero();
    assertThat(second.status()).isEqualTo("completed");
    assertThat(second.warnings()).singleElement().asString().startsWith("W10 nothing to migrate");
    assertThat(qa.number("SELECT count(*) FROM ztoq_tenant_change")).isEqualTo(qa.total() + 1);
    assertThat(qa.rows("SELECT name, slug, plan, status FROM tenants"))
        .containsExactly("Default Organization|default|free|active");
  }

  @Test
  void messyRowsAreWarnedOfAndADryRunSaysTheSame() {
    QaDatabase qa = qa(Shape.HALF).rows(30).messy();

    MigrationReport dry = driver(qa).dry();
    MigrationReport live = driver(qa).live();

    isWhole(dry);
    isWhole(live);
    assertThat(dry.warnings().stream().map(one -> one.replace("would go", "went")))
        .isEqualTo(live.warnings());
    assertThat(live.warnings())
        .extracting(one -> one.substring(0, 2))
        .containsExactlyInAnyOrder("W1", "W2", "W3", "W4", "W5", "W6", "W8");
    assertThat(live.warnings()).noneMatch(one -> one.contains("only one tenant"));
    assertThat(live.errors()).isEmpty();
    assertThat(dry.total()).isEqualTo(live.total()).isEqualTo(qa.total() + 7);
    assertThat(dry.migrated()).isEqualTo(live.migrated()).isEqualTo(live.total());
    assertThat(qa.rows("SELECT id, tenant_id FROM test_suites WHERE id > 1000000 ORDER BY id"))
        .containsExactly(
            "1000001|" + DEFAULT, "1000002|" + DEFAULT, "1000003|" + QaDatabase.OTHER_TENANT);
  }

  @Test
  void rowsBetweenTwoParentsAreNoContradictionWhereThereIsOneTenant() {
    MigrationReport one = driver(qa(Shape.LEGACY).rows(30).messy()).dry();

    assertThat(one.warnings())
        .filteredOn(text -> text.startsWith("W6"))
        .singleElement()
        .asString()
        .endsWith("(there is only one tenant, so both are of it)");
  }

  @Test
  void rulesTellTenantsApartAndNobodyGetsTheDefaultSilently() {
    QaDatabase qa = qa(Shape.HALF).rows(30).messy();
    qa.change("CREATE TABLE accounts (user_ref INTEGER, slug VARCHAR(20))");
    qa.change(
        "INSERT INTO accounts VALUES (1, 'globex'), (2, 'nobody'), (4, 'acme'), (4, 'globex'), (5, NULL)");
    String rules =
        rulesOfTwo(
            """
            rules: [
              {email-domain: acme.com, tenant: acme},
              {column: username, values: [user3], tenant: globex},
              {column: username, values: [user6, user7], tenant: globex, precedence: 5},
              {sql: 'SELECT user_ref, slug FROM accounts', precedence: 10}]
            """
                .replace("\n", " "));

    MigrationReport dry = driver(qa).rules(rules).dry();
    MigrationReport live = driver(qa).rules(rules).live();

    String acme = TenantSpec.stableId("acme").toString();
    String globex = TenantSpec.stableId("globex").toString();
    assertThat(
            qa.rows(
                "SELECT id, tenant_id FROM users WHERE tenant_id IN ('%s', '%s') AND id < 10 ORDER BY id"
                    .formatted(acme, globex)))
        .containsExactly("1|" + globex, "6|" + globex, "7|" + globex, "9|" + acme);
    assertThat(
            qa.rows(
                "SELECT row_key, code, candidates FROM ztoq_tenant_quarantine WHERE table_name = 'users' AND row_key IN ('[2]', '[3]', '[4]', '[5]') ORDER BY row_key"))
        .containsExactly(
            "[2]|unknown-tenant|?nobody",
            "[3]|two-tenants|acme,globex",
            "[4]|two-tenants|acme,globex",
            "[5]|no-tenant|null");
    assertThat(withTenant(qa, DEFAULT)).isZero();
    isWhole(live);
    assertThat(live.status()).isEqualTo("failed");
    assertThat(dry.status()).isEqualTo("failed");
    assertThat(figures(dry)).isEqualTo(figures(live));
    assertThat(dry.tenants()).isEqualTo(live.tenants());
    assertThat(
            qa.number(
                "SELECT count(*) FROM test_cases c JOIN test_suites s ON s.id = c.suite_id WHERE c.tenant_id <> s.tenant_id OR (c.tenant_id IS NULL) <> (s.tenant_id IS NULL)"))
        .isZero();
  }

  private static List<String> figures(MigrationReport report) {
    return report.components().stream()
        .flatMap(one -> one.tables().stream())
        .map(
            one ->
                "%s %d %d %d %d"
                    .formatted(
                        one.table(), one.total(), one.migrated(), one.failed(), one.quarantined()))
        .toList();
  }

  @Test
  void aStoppedRunGoesOnWithItsOwnFiguresAndOnlyWithItsOwnRules() {
    QaDatabase qa = qa(Shape.LEGACY).rows(20);
    int[] batches = {0};

    MigrationReport stopped =
        driver(qa).rules(rules("otherwise: default")).stop(() -> ++batches[0] > 3).live();
    MigrationReport other = driver(qa).rules(rules("otherwise: default, strict: true")).live();
    MigrationReport rest = driver(qa).rules(rules("otherwise: default")).live();

    assertThat(stopped.status()).isEqualTo("in_progress");
    assertThat(stopped.migrated()).isPositive().isLessThan(20);
    assertThat(other.errors()).singleElement().asString().startsWith("TEN-016 run 1");
    assertThat(rest.total()).isEqualTo(20).isEqualTo(rest.migrated());
    assertThat(rest.undo().runId()).isEqualTo(1);
    assertThat(qa.rows("SELECT run_id, status FROM ztoq_tenant_run"))
        .containsExactly("1|completed");
  }

  @Test
  void aTenantThatIsThereIsReusedAndADifferentOneRefused() {
    QaDatabase qa = qa(Shape.HALF).rows(3).defaultTenant("default-id", "FREE", "ACTIVE");

    MigrationReport reused = driver(qa).dry();
    qa.change("UPDATE tenants SET plan = 'pro', status = 'trial'");
    MigrationReport refused = driver(qa).live();
    MigrationReport kept =
        driver(qa)
            .rules(rules("otherwise: default").replace("slugs", "when-different: keep\n  slugs"))
            .live();

    assertThat(reused.status()).isEqualTo("completed");
    assertThat(reused.warnings())
        .singleElement()
        .asString()
        .contains("'default-id', which is no UUID");
    assertThat(refused.errors())
        .singleElement()
        .asString()
        .contains("TEN-012", "plan 'pro' instead of 'free', status 'trial' instead of 'active'");
    assertThat(qa.rows("SELECT count(*) FROM users WHERE tenant_id IS NOT NULL"))
        .containsExactly("3");
    assertThat(kept.warnings()).anyMatch(one -> one.startsWith("W7") && one.contains("plan 'pro'"));
    assertThat(withoutColumn(qa)).isEqualTo("default-id");
  }

  private static String withoutColumn(QaDatabase qa) {
    return qa.rows("SELECT DISTINCT tenant_id FROM users").get(0);
  }

  @Test
  void tablesWithOtherKeysAndNeighboursAreFilledToo() {
    QaDatabase qa = qa(Shape.LEGACY).rows(6);
    qa.change(
        "INSERT INTO api_keys (id, user_id, name, hashed_key) VALUES ('k''1', 1, 'a', 'x'), ('k2', 99, 'b', 'y')"
            .replace("99", "2"));
    qa.change(
        "CREATE TABLE labels (name VARCHAR(9) NOT NULL, suite_id INTEGER NOT NULL REFERENCES test_suites(id), PRIMARY KEY (name, suite_id))");
    qa.change("INSERT INTO labels VALUES ('b', 2), ('a', 1), ('ä', 6), ('a', 2)");
    String more =
        """
          api_keys: {follow: user_id}
          labels: {follow: suite_id -> test_suites.id}
        """;

    MigrationReport report = driver(qa).rules(rulesOfTwo("otherwise: default") + more).live();

    assertThat(report.errors()).isEmpty();
    assertThat(qa.number("SELECT count(*) FROM labels WHERE tenant_id = '%s'".formatted(DEFAULT)))
        .isEqualTo(4);
    assertThat(qa.number("SELECT count(*) FROM api_keys WHERE tenant_id IS NULL")).isZero();
    qa.change("CREATE TABLE keyless (x INTEGER)");
    assertThat(
            driver(qa)
                .rules(
                    rules("otherwise: default")
                        + "  keyless: {otherwise: default}\n  nowhere: {}\n")
                .dry()
                .errors())
        .hasSize(2)
        .anyMatch(one -> one.startsWith("TEN-011 keyless has no primary key"))
        .anyMatch(one -> one.startsWith("TEN-011 nowhere is no table of this database"));
  }

  @Test
  void aDryRunIsForbiddenToWriteByTheDatabase() {
    QaDatabase qa = qa(Shape.LEGACY).rows(5);

    MigrationReport report = driver(qa).dry();

    assertThat(report.total()).isEqualTo(65);
    assertThat(folder.resolve("migrations")).doesNotExist();
    assertThat(
            qa.number(
                qa.database().isSqlite()
                    ? "SELECT count(*) FROM sqlite_master WHERE name LIKE 'ztoq%' OR name = 'tenants' OR name LIKE 'schema_%'"
                    : "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'ztoq%' OR tablename IN ('tenants', 'schema_lease')"))
        .isZero();
  }

  @Test
  void theSchemaChangesAreMigrationsThatTheEngineTakesBack() {
    QaDatabase qa = qa(Shape.LEGACY).rows(3);
    driver(qa).live();
    io.ztoq.schema.SchemaDatabase where = qa.database().where();
    io.ztoq.schema.MigrationSet set =
        io.ztoq.schema.MigrationSet.read(folder.resolve("migrations"), where.vendor());

    io.ztoq.schema.SchemaEngine engine =
        new io.ztoq.schema.SchemaEngine(
            where, set, io.ztoq.schema.EngineOptions.usual(io.ztoq.schema.Actor.ofProcess("test")));
    assertThat(engine.status().exitStatus()).isZero();
    engine.rollbackTo("000", losses -> true);

    assertThatColumns(qa).doesNotContain("tenant_id");
    assertThat(driver(qa).live().migrated()).isEqualTo(39);
  }

  private static org.assertj.core.api.ListAssert<String> assertThatColumns(QaDatabase qa) {
    try (java.sql.Connection connection = qa.database().openReadOnly()) {
      return assertThat(
          TableGraph.read(connection).table("test_cases").columns().stream()
              .map(Column::name)
              .toList());
    } catch (java.sql.SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
