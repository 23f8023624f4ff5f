package io.ztoq.tenancy.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.TwoTenants;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.SchemaListener;
import io.ztoq.schema.inspect.SchemaSnapshot;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.rule.IsolationRules;
import io.ztoq.tenancy.rule.TenantRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What enforcing tenants promises on every database. */
abstract class EnforcementContract {

  static final TenantRules RULES =
      TenantRules.read(Path.of(System.getProperty("project.dir", "."), "config", "tenants.yaml"));

  @TempDir Path folder;

  abstract TenantDatabase newDatabase();

  QaDatabase twoTenants() {
    return TwoTenants.of(newDatabase(), 12);
  }

  Enforcement enforcement(QaDatabase qa) {
    return enforcement(qa, IsolationRules.USUAL);
  }

  Enforcement enforcement(QaDatabase qa, IsolationRules rules) {
    return enforcement(qa, rules, SchemaListener.NONE);
  }

  private Enforcement enforcement(QaDatabase qa, IsolationRules rules, SchemaListener listener) {
    return new Enforcement(
        qa.database(),
        RULES,
        rules,
        folder.resolve("migrations"),
        EngineOptions.usual(Actor.ofProcess("test")).with(listener));
  }

  static List<String> applied(Enforcement enforcement) {
    List<String> told = new ArrayList<>();
    EnforcePlan plan = enforcement.apply(told::add);
    assertThat(plan.problems()).isEmpty();
    return told;
  }

  static SchemaSnapshot snapshot(QaDatabase qa) {
    return SchemaSnapshot.of(qa.database().where());
  }

  /** Runs a statement as an application with checks of foreign keys; always rolled back. */
  static void tryOut(QaDatabase qa, String statement) throws SQLException {
    try (Connection connection = qa.database().where().open()) {
      if (qa.database().isSqlite()) {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.createStatement().execute("PRAGMA foreign_keys = ON");
        connection.setAutoCommit(false);
      }
      connection.createStatement().executeUpdate(statement);
      connection.rollback();
    }
  }

  private static void refuses(QaDatabase qa, String statement, String... words) {
    assertThatThrownBy(() -> tryOut(qa, statement))
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?is).*(" + String.join("|", words) + ").*");
  }

  @Test
  void rowsWithoutATenantOrOfTwoAreRefusedAndTheRowsAreAsTheyWere() throws SQLException {
    QaDatabase qa = twoTenants();
    List<String> rows = TwoTenants.rows(qa);
    tryOut(qa, "UPDATE test_cases SET tenant_id = NULL");
    tryOut(qa, "UPDATE test_cases SET tenant_id = '%s'".formatted(TwoTenants.A));

    applied(enforcement(qa));

    for (String table : TwoTenants.TABLES) {
      refuses(qa, "UPDATE %s SET tenant_id = NULL".formatted(table), "null");
      refuses(qa, "UPDATE %s SET tenant_id = 'x'".formatted(table), "foreign key");
    }
    refuses(qa, "UPDATE test_cases SET tenant_id = '%s'".formatted(TwoTenants.A), "foreign key");
    refuses(
        qa,
        "UPDATE test_executions SET executed_by = (SELECT min(id) FROM users u WHERE u.tenant_id <> test_executions.tenant_id)",
        "foreign key");
    tryOut(qa, "UPDATE test_executions SET executed_by = NULL");
    assertThat(TwoTenants.rows(qa)).isEqualTo(rows);
  }

  @Test
  void aSecondTimeThereIsNothingToDoAndUndoGivesTheSchemaBack() {
    QaDatabase qa = twoTenants();
    SchemaSnapshot before = snapshot(qa);
    List<String> rows = TwoTenants.rows(qa);
    Enforcement enforcement = enforcement(qa);

    List<String> first = applied(enforcement);
    SchemaSnapshot enforced = snapshot(qa);
    List<String> second = applied(enforcement);
    List<String> undone = new ArrayList<>();
    enforcement.undo(losses -> false, undone::add);

    assertThat(first).isNotEmpty();
    assertThat(second).isEmpty();
    assertThat(enforced).isNotEqualTo(before);
    assertThat(undone).containsExactlyInAnyOrderElementsOf(first);
    assertThat(snapshot(qa)).isEqualTo(before);
    assertThat(TwoTenants.rows(qa)).isEqualTo(rows);
    assertThat(enforcement.applied()).isEmpty();

    assertThat(applied(enforcement)).hasSameSizeAs(first);
    assertThat(snapshot(qa)).isEqualTo(enforced);
  }

  @Test
  void aPlanWritesNothing() {
    QaDatabase qa = twoTenants();
    SchemaSnapshot before = snapshot(qa);

    EnforcePlan plan = enforcement(qa).plan();

    assertThat(plan.changes()).isNotEmpty();
    assertThat(plan.problems()).isEmpty();
    assertThat(snapshot(qa)).isEqualTo(before);
    assertThat(folder.resolve("migrations")).doesNotExist();
  }

  @Test
  void rowsThatStandInTheWayAreNamedAndNothingIsDone() {
    QaDatabase qa = twoTenants();
    qa.unchecked("UPDATE test_cases SET tenant_id = NULL WHERE id IN (1, 2)");
    qa.unchecked("UPDATE test_executions SET tenant_id = 'nobody' WHERE id = 1");
    qa.unchecked(
        "UPDATE test_suites SET tenant_id = '%s' WHERE id = (SELECT min(id) FROM test_suites WHERE tenant_id <> '%s')"
            .formatted(TwoTenants.A, TwoTenants.A));
    SchemaSnapshot before = snapshot(qa);

    EnforcePlan plan = enforcement(qa).apply(told -> {});

    assertThat(plan.problems())
        .anyMatch(one -> one.startsWith("test_cases has 2 rows without a tenant"))
        .anyMatch(one -> one.startsWith("test_executions has 1 row of tenants that do not exist"))
        .anyMatch(
            one ->
                one.contains(
                    "test_suites leads by created_by to users: 1 row to a row of another tenant"));
    assertThat(snapshot(qa)).isEqualTo(before);
  }

  @Test
  void aReferenceThatMayCrossIsToldAndDoesNotStopTheRest() throws SQLException {
    QaDatabase qa = twoTenants();
    qa.change(
        "UPDATE test_executions SET executed_by = (SELECT min(id) FROM users u WHERE u.tenant_id <> test_executions.tenant_id) WHERE id = 3");
    qa.unchecked("UPDATE test_suites SET created_by = 999999 WHERE id = 2");

    EnforcePlan plan = enforcement(qa).apply(told -> {});

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.warnings())
        .anyMatch(
            one ->
                one.startsWith(
                    "test_executions leads by executed_by to users: 1 row to a row of another"))
        .anyMatch(
            one ->
                one.startsWith(
                    "test_suites leads by created_by to users: 1 row to a row that is not there"));
    refuses(qa, "UPDATE test_cases SET tenant_id = '%s'".formatted(TwoTenants.A), "foreign key");
  }

  @Test
  void aReferenceOfTheRulesGetsNoKeyWithTheTenant() throws SQLException {
    QaDatabase qa = twoTenants();
    IsolationRules rules =
        new IsolationRules(
            "app.tenant_id", null, Map.of(), Set.of("test_executions.executed_by"), Set.of());

    applied(enforcement(qa, rules));

    tryOut(
        qa,
        "UPDATE test_executions SET executed_by = (SELECT min(id) FROM users u WHERE u.tenant_id <> test_executions.tenant_id)");
  }

  @Test
  void aUniqueKeyBecomesOnePerTenantWhereTheRulesSaySo() throws SQLException {
    QaDatabase qa = twoTenants();
    IsolationRules rules =
        new IsolationRules(
            "app.tenant_id",
            null,
            Map.of("users", List.of(List.of("username"))),
            Set.of(),
            Set.of());
    SchemaSnapshot before = snapshot(qa);
    String sameName = "UPDATE users SET username = 'x' WHERE id IN (%s)";
    refuses(qa, sameName.formatted("1, 2"), "unique");

    applied(enforcement(qa, rules));

    tryOut(qa, sameName.formatted("1, 2"));
    refuses(qa, sameName.formatted("1, 3"), "unique");
    refuses(qa, sameName.replace("username", "email").formatted("1, 2"), "unique");
    assertThat(applied(enforcement(qa, rules))).isEmpty();
    enforcement(qa, rules).undo(losses -> false, told -> {});
    assertThat(snapshot(qa)).isEqualTo(before);
  }

  @Test
  void wordsOfTheRulesThatFitNothingAreProblems() {
    IsolationRules rules =
        new IsolationRules(
            "app.tenant_id",
            null,
            Map.of("users", List.of(List.of("full_name"))),
            Set.of("test_cases.nothing"),
            Set.of());

    EnforcePlan plan = enforcement(twoTenants(), rules).plan();

    assertThat(plan.problems())
        .containsExactly(
            "isolation.unique-per-tenant: users has no unique key on (full_name)",
            "isolation.may-cross: test_cases.nothing is no foreign key; write TABLE.COLUMN");
  }

  @Test
  void aKilledProcessIsGoneOnWithAndNothingOfItIsSeen() throws IOException {
    QaDatabase whole = twoTenants();
    SchemaSnapshot before = snapshot(whole);
    applied(enforcement(whole));
    folder = folder.resolve("killed");
    QaDatabase qa = twoTenants();
    int killed = 0;
    boolean done = false;
    for (int life = 0; !done; life++) {
      // the first statements one by one, then in larger steps, as long as there are any
      done = !isKilledBehind(life < 4 ? life + 1 : 7 * (life - 3), qa);
      killed += done ? 0 : 1;
    }

    assertThat(killed).isGreaterThan(5);
    assertThat(snapshot(qa)).isEqualTo(snapshot(whole));
    assertThat(TwoTenants.rows(qa)).isEqualTo(TwoTenants.rows(whole));
    assertThat(applied(enforcement(qa))).isEmpty();
    enforcement(qa).undo(losses -> false, told -> {});
    assertThat(snapshot(qa)).isEqualTo(before);
  }

  /** Returns false when it came to its end before. */
  private boolean isKilledBehind(int statements, QaDatabase qa) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dproject.dir=" + System.getProperty("project.dir", "."),
                "-cp",
                System.getProperty("java.class.path"),
                KilledEnforcement.class.getName(),
                qa.database().where().url(),
                folder.resolve("migrations").toString(),
                Integer.toString(statements))
            .redirectErrorStream(true)
            .start();
    List<String> said = new ArrayList<>();
    try (var lines = child.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.equals("THERE")) {
          child.destroyForcibly().onExit().join();
          return true;
        }
      }
    }
    assertThat(said).contains("DONE");
    return false;
  }

  @Test
  void whatWasInterruptedAfterAnyStatementIsGoneOnWith() {
    QaDatabase whole = twoTenants();
    applied(enforcement(whole));
    folder = folder.resolve("other");
    QaDatabase qa = twoTenants();
    int interrupted = 0;
    for (int at = 1; at < 50; at++) {
      int[] left = {at};
      Enforcement dying =
          enforcement(
              qa,
              IsolationRules.USUAL,
              (step, migration, text) -> {
                if (step == SchemaListener.Step.STATEMENT && --left[0] == 0) {
                  throw new IllegalStateException("killed");
                }
              });
      try {
        dying.apply(told -> {});
        break;
      } catch (IllegalStateException killed) {
        interrupted++;
        if (qa.database().isSqlite()) {
          break;
        }
      }
    }

    applied(enforcement(qa));

    assertThat(interrupted).isPositive();
    assertThat(snapshot(qa)).isEqualTo(snapshot(whole));
    assertThat(Files.isDirectory(folder.resolve("migrations"))).isTrue();
  }
}
