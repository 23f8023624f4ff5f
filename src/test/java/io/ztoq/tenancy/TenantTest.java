package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.tenancy.MigrationReport.Component;
import io.ztoq.tenancy.rule.TenantSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What tests of migrations of tenants have in common. */
abstract class TenantTest {

  static final String DEFAULT = TenantSpec.stableId("default").toString();

  static final List<String> TABLES =
      List.of("users", "test_suites", "test_cases", "test_executions", "test_execution_details");

  @TempDir Path folder;

  abstract TenantDatabase newDatabase();

  final QaDatabase qa(Shape shape) {
    return new QaDatabase(newDatabase(), shape);
  }

  final Driver driver(QaDatabase qa) {
    return new Driver(qa.database(), folder);
  }

  static long withTenant(QaDatabase qa, String tenant) {
    return TABLES.stream()
        .mapToLong(
            table ->
                qa.number(
                    "SELECT count(*) FROM %s WHERE tenant_id = '%s'".formatted(table, tenant)))
        .sum();
  }

  static void isWhole(MigrationReport report) {
    for (Component one : report.components()) {
      assertThat(one.total()).as(one.name()).isEqualTo(one.migrated() + one.failed());
    }
  }

  /** Tenants default and acme; one table. */
  static String rules(String users) {
    return """
        tenants:
          first-batch: 3
          largest-batch: 3
          slugs:
            default: {name: Default Organization}
            acme: {name: Acme}
            globex: {name: Globex}
        tables:
          users: {component: UserMigrator, %s}
        """
        .formatted(users);
  }

  static String rulesOfTwo(String more) {
    return rules(more)
        + """
          test_suites: {follow: created_by}
          test_cases: {follow: suite_id}
          test_executions: {follow: suite_id, strict: true}
          test_execution_details: {follow: execution_id}
        """;
  }
}
