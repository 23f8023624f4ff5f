package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.tenancy.MigrationReport.Component;
import io.ztoq.tenancy.rule.TenantSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a migration of tenants promises on every database. */
abstract class MigrationContract {

  private static final String DEFAULT = TenantSpec.stableId("default").toString();

  private static final List<String> TABLES =
      List.of("users", "test_suites", "test_cases", "test_executions", "test_execution_details");

  @TempDir Path folder;

  abstract TenantDatabase newDatabase();

  private QaDatabase qa(Shape shape) {
    return new QaDatabase(newDatabase(), shape);
  }

  private Driver driver(QaDatabase qa) {
    return new Driver(qa.database(), folder);
  }

  private static long withTenant(QaDatabase qa, String tenant) {
    return TABLES.stream()
        .mapToLong(
            table ->
                qa.number(
                    "SELECT count(*) FROM %s WHERE tenant_id = '%s'".formatted(table, tenant)))
        .sum();
  }

  private static void isWhole(MigrationReport report) {
    for (Component one : report.components()) {
      assertThat(one.total()).as(one.name()).isEqualTo(one.migrated() + one.failed());
    }
  }

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
    assertThat(live.errors()).isEmpty();
    assertThat(dry.total()).isEqualTo(live.total()).isEqualTo(qa.total() + 7);
    assertThat(dry.migrated()).isEqualTo(live.migrated()).isEqualTo(live.total());
    assertThat(qa.rows("SELECT id, tenant_id FROM test_suites WHERE id > 1000000 ORDER BY id"))
        .containsExactly(
            "1000001|" + DEFAULT, "1000002|" + DEFAULT, "1000003|" + QaDatabase.OTHER_TENANT);
  }
}
