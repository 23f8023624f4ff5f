package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.fixture.TwoTenants;
import io.ztoq.schema.Actor;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.rule.TenantRules;
import io.ztoq.tenancy.undo.RollbackReport;
import io.ztoq.tenancy.undo.TenantRollback;
import io.ztoq.tenancy.undo.TenantVerification;
import io.ztoq.tenancy.undo.VerificationFinding;
import io.ztoq.tenancy.undo.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verifying and taking back a migration of tenants promises on every database. */
abstract class RollbackContract {

  private static final TenantRules RULES = TenantRules.read(Driver.SHIPPED);

  @TempDir Path folder;

  abstract TenantDatabase newDatabase();

  private QaDatabase qa() {
    return new QaDatabase(newDatabase(), Shape.NEW);
  }

  private void migrate(QaDatabase qa) {
    assertThat(new Driver(qa.database(), folder).live().status()).isEqualTo("completed");
  }

  private static TenantRollback rollback(QaDatabase qa) {
    return new TenantRollback(qa.database(), RULES, Actor.ofProcess("test"), () -> {});
  }

  private static VerificationReport verify(QaDatabase qa, boolean allowChanges) {
    return new TenantVerification(qa.database(), RULES, allowChanges).verify();
  }

  private static Map<String, String> all(QaDatabase qa) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String table : TwoTenants.TABLES) {
      qa.rows("SELECT * FROM %s ORDER BY id".formatted(table))
          .forEach(row -> rows.put(table + " " + row.replaceFirst("\\|.*", ""), row));
    }
    qa.rows("SELECT * FROM tenants ORDER BY id").forEach(row -> rows.put("tenants " + row, row));
    return rows;
  }

  @Test
  void everythingIsAsBeforeAndASecondTimeThereIsNothing() {
    QaDatabase qa = qa().rows(30).messy();
    Map<String, String> before = all(qa);
    migrate(qa);
    Map<String, String> migrated = all(qa);

    RollbackReport plan = rollback(qa).plan(null);
    Map<String, String> planned = all(qa);
    RollbackReport done = rollback(qa).run(null);

    assertThat(migrated).isNotEqualTo(before);
    assertThat(planned).isEqualTo(migrated);
    assertThat(all(qa)).isEqualTo(before);
    assertThat(done.leftRows()).isZero();
    assertThat(plan.tables()).isEqualTo(done.tables());
    assertThat(qa.rows("SELECT status FROM ztoq_tenant_run WHERE mode = 'migrate'"))
        .containsExactly("rolled_back");
    assertThatThrownBy(() -> rollback(qa).run(null))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("no run");
    migrate(qa);
    assertThat(rollback(qa).run(null).leftRows()).isZero();
    assertThat(all(qa)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void rowsThatWereChangedSinceAreLeftAndAllOthersAreAsInTheCopyFromBefore(long seed) {
    QaDatabase qa = qa().rows(25).messy();
    Map<String, String> before = all(qa);
    migrate(qa);
    Random random = new Random(seed);
    Map<String, String> expected = new LinkedHashMap<>(before);
    List<String> keys = before.keySet().stream().filter(key -> !key.startsWith("tenants")).toList();
    int edits = 1 + random.nextInt(12);
    java.util.Set<String> edited = new java.util.HashSet<>();
    for (int i = 0; i < edits; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      if (edit(qa, key, random.nextInt(3))) {
        edited.add(key);
      }
    }
    Map<String, String> after = all(qa);
    edited.forEach(
        key -> {
          if (after.containsKey(key)) {
            expected.put(key, after.get(key));
          } else {
            expected.remove(key);
          }
        });

    RollbackReport report = rollback(qa).run(null);

    Map<String, String> now = all(qa);
    now.keySet().removeIf(key -> key.startsWith("tenants"));
    expected.keySet().removeIf(key -> key.startsWith("tenants"));
    assertThat(now).isEqualTo(expected);
    // one more: the tenant itself stays while a row is left with it
    assertThat(report.leftRows()).isBetween((long) edited.size(), edited.size() + 1L);
    assertThat(report.left()).hasSize((int) report.leftRows());
    RollbackReport again = rollback(qa).run(null);
    assertThat(again.undone()).isZero();
    assertThat(all(qa).keySet()).containsAll(now.keySet());
  }

  /** False when the row is not one that the run changed. */
  private static boolean edit(QaDatabase qa, String key, int kind) {
    String table = key.split(" ", 2)[0];
    String id = key.split(" ", 2)[1];
    if (qa.number(
            "SELECT count(*) FROM ztoq_tenant_change WHERE table_name = '%s' AND row_key IN ('[%s]', '[%s]') AND undone_at IS NULL"
                .formatted(table, id, id))
        == 0) {
      return false;
    }
    String column =
        switch (table) {
          case "users" -> "full_name";
          case "test_executions" -> "environment";
          case "test_execution_details" -> "status";
          default -> "description";
        };
    switch (kind) {
      case 0 ->
          qa.unchecked("UPDATE %s SET %s = 'edited' WHERE id = %s".formatted(table, column, id));
      case 1 ->
          qa.unchecked(
              "UPDATE %s SET tenant_id = '%s' WHERE id = %s"
                  .formatted(table, QaDatabase.OTHER_TENANT, id));
      default -> qa.unchecked("DELETE FROM %s WHERE id = %s".formatted(table, id));
    }
    return true;
  }

  /**
   * After a rollback there is an index on the tenant and all rows are without one: served by it,
   * each batch would go through all of them.
   */
  @Test
  void theConditionOfABatchIsServedByNoIndexOnTheTenant() throws SQLException {
    QaDatabase qa = qa().rows(30);
    migrate(qa);

    String served = explained(qa, "t.tenant_id IS NULL");
    String batch = explained(qa, Dialect.isNullWithoutIndex("t", "tenant_id"));

    assertThat(served).containsAnyOf("SEARCH", "Index Cond");
    assertThat(batch).doesNotContain("SEARCH", "Index Cond");
  }

  private static String explained(QaDatabase qa, String condition) throws SQLException {
    try (Connection connection = qa.database().where().open()) {
      Sql sql = new Sql(connection);
      if (!sql.isSqlite()) {
        sql.execute("SET enable_seqscan = off");
      }
      String how = sql.isSqlite() ? "EXPLAIN QUERY PLAN" : "EXPLAIN";
      return String.join(
          " ",
          sql.list(
              how + " SELECT id FROM users t WHERE " + condition,
              row -> row.getString(sql.isSqlite() ? 4 : 1)));
    }
  }

  @Test
  void aRunThatChangedNothingIsNotTheOneThatIsTakenBack() {
    QaDatabase qa = qa().rows(6);
    Map<String, String> before = all(qa);
    migrate(qa);
    migrate(qa);

    rollback(qa).run(null);

    assertThat(all(qa)).isEqualTo(before);
  }

  @Test
  void aKilledRollbackIsGoneOnWith() throws IOException, InterruptedException {
    QaDatabase qa = qa().rows(250);
    Map<String, String> before = all(qa);
    migrate(qa);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dproject.dir=" + System.getProperty("project.dir", "."),
                "-cp",
                System.getProperty("java.class.path"),
                KilledRollback.class.getName(),
                qa.database().where().url(),
                "2")
            .redirectErrorStream(true)
            .start();
    try (var lines = child.inputReader()) {
      assertThat(lines.lines().anyMatch("THERE"::equals)).isTrue();
      child.destroyForcibly();
    }
    assertThat(child.waitFor()).isNotZero();
    long undone = qa.number("SELECT count(*) FROM ztoq_tenant_change WHERE undone_at IS NOT NULL");

    RollbackReport report = rollback(qa).run(null);

    assertThat(undone).isPositive().isLessThan(qa.total());
    assertThat(report.undone()).isEqualTo(qa.total() + 1 - undone);
    assertThat(all(qa)).isEqualTo(before);
    assertThat(qa.rows("SELECT mode, status FROM ztoq_tenant_run ORDER BY run_id"))
        .containsExactly("migrate|rolled_back", "rollback|completed");
  }

  @Test
  void verifyIsCleanAfterAMigrationAndFindsEveryKindOfFault() {
    QaDatabase qa = qa().rows(12);
    assertThat(verify(qa, false).findings())
        .extracting(VerificationFinding::kind)
        .contains("open", "missing-tenant");
    migrate(qa);
    VerificationReport clean = verify(qa, false);
    assertThat(clean.isClean()).isTrue();
    assertThat(clean.findings()).isEmpty();
    assertThat(clean.compared()).isEqualTo(qa.total());
    assertThat(clean.tables()).allMatch(one -> one.byTenant().size() == 1 && one.open() == 0);

    qa.unchecked(
        "INSERT INTO tenants (id, name, slug, plan, status) VALUES ('other', 'O', 'other', 'free', 'active')");
    qa.unchecked("UPDATE test_cases SET tenant_id = NULL WHERE id = 1");
    qa.unchecked("UPDATE test_cases SET tenant_id = 'nobody' WHERE id = 2");
    qa.unchecked("UPDATE test_cases SET tenant_id = 'other' WHERE id = 3");
    qa.unchecked("UPDATE test_cases SET name = 'other' WHERE id = 4");
    qa.unchecked("DELETE FROM test_execution_details WHERE id = 5");
    VerificationReport report = verify(qa, false);

    assertThat(report.isClean()).isFalse();
    found(report, "test_cases", "open", 1, "[1]");
    found(report, "test_cases", "unknown-tenant", 1, "[2]");
    found(report, "test_cases", "moved", 3, "[1]");
    found(report, "test_cases", "disagrees", 2, "[2]");
    found(report, "test_cases", "changed", 1, "[4]");
    found(report, "test_execution_details", "gone", 1, "[5]");
    assertThat(verify(qa, true).findings())
        .filteredOn(VerificationFinding::error)
        .extracting(VerificationFinding::kind)
        .containsExactlyInAnyOrder("open", "unknown-tenant", "disagrees");
  }

  private static void found(
      VerificationReport report, String table, String kind, long count, String row) {
    assertThat(report.findings())
        .anySatisfy(
            one -> {
              assertThat(one.table()).isEqualTo(table);
              assertThat(one.kind()).isEqualTo(kind);
              assertThat(one.count()).isEqualTo(count);
              assertThat(one.rows()).contains(row);
              assertThat(one.error()).isTrue();
            });
  }

  @Test
  void withoutNullsInTheSchemaARollbackSaysWhatToDoFirst() {
    QaDatabase qa = qa().rows(6);
    migrate(qa);
    qa.change("ALTER TABLE users ALTER COLUMN tenant_id SET NOT NULL");

    assertThatThrownBy(() -> rollback(qa).run(null))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("ztoq tenants enforce --undo");
  }
}
