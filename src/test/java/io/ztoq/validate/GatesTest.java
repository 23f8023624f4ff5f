package io.ztoq.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.Stores;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.GateQueries;
import io.ztoq.store.ReportQueries;
import io.ztoq.store.ReportRows.FindingGroup;
import io.ztoq.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesTest {

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.sqlite(folder);
    update("INSERT INTO Project(project_id, project_key, name) VALUES ('1', 'PAY', 'Payments')");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theDefaultRulesHoldForAnEmptyProjectInEveryPhase() {
    Gates gates = gates(GateRules.load(Path.of("config/validation")));

    for (String phase : List.of("extract", "transform", "load", "validate")) {
      assertThat(gates.check(phase)).as(phase).isZero();
    }
  }

  @Test
  void writesOffendingRowsToTheFindingsOnceHoweverOftenItIsAsked() {
    update(
        "INSERT INTO TestCase(test_case_id, project_id, key, name, details_due) VALUES (1, '1', 'PAY-T1', ' ', 0)");
    Gates gates = gates(GateRules.load(Path.of("config/validation")));

    gates.check("extract");
    gates.check("extract");

    List<FindingGroup> found = new ReportQueries(store).findings("r1");
    assertThat(found)
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.ruleId()).isEqualTo("EXT-CASE-NAME");
              assertThat(group.count()).isEqualTo(1);
              assertThat(group.examples().get(0).sourceKey()).isEqualTo("PAY-T1");
            });
  }

  @Test
  void stopsTheRunOnlyWhereTheRuleSaysSo() throws IOException {
    Gates gates = gates(rules("stops: true", "SELECT 'PAY-T1' AS source_key"));

    assertThatThrownBy(() -> gates.check("extract"))
        .isInstanceOfSatisfying(
            RunStopped.class,
            stop -> {
              assertThat(stop.code()).isEqualTo("VAL-003");
              assertThat(stop.exitCode()).isEqualTo(ExitCode.FINDINGS);
            });
    assertThat(gates.check("load")).isZero();
  }

  @Test
  void saysWhichRuleHasAQueryThatCannotRun() throws IOException {
    Gates gates = gates(rules("stops: false", "SELECT nothing FROM nowhere"));

    assertThatThrownBy(() -> gates.check("extract"))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("MY-1")
        .hasMessageContaining("my.yaml:2");
  }

  @Test
  void cannotWrite() throws IOException {
    Gates gates = gates(rules("stops: false", "WITH x AS (SELECT 1) DELETE FROM Project"));

    assertThatThrownBy(() -> gates.check("extract")).isInstanceOf(RunStopped.class);
    assertThat(number("SELECT count(*) FROM Project")).isEqualTo(1);
  }

  @Test
  void keepsTheFirstThousandRowsAndSaysHowManyThereAre() throws IOException {
    Gates gates =
        gates(
            rules(
                "stops: false",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) SELECT i AS source_key FROM n"));

    assertThat(gates.check("extract")).isEqualTo(1500);
    assertThat(number("SELECT count(*) FROM finding")).isEqualTo(1001);
    assertThat(number("SELECT count(*) FROM finding WHERE message LIKE 'and 500 more%'"))
        .isEqualTo(1);
  }

  @Test
  void reportsAllProblemsOfAFileAtOnceWithLineAndKey() throws IOException {
    Files.writeString(
        folder.resolve("bad.yaml"),
        """
        rules:
          - id: VAL-1
            phase: exctract
            severity: fatal
            scope: test case
            sentence: Something holds
            sql: DELETE FROM TestCase WHERE key = :key
            colour: red
          - id: ok
            phase: load
        """);

    assertThatThrownBy(() -> GateRules.load(folder))
        .isInstanceOfSatisfying(
            RunStopped.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("bad.yaml:2 id 'VAL-1'")
        .hasMessageContaining("bad.yaml:3 phase is 'exctract'")
        .hasMessageContaining("bad.yaml:4 severity is 'fatal'")
        .hasMessageContaining("bad.yaml:7 'sql' must be one SELECT")
        .hasMessageContaining("bad.yaml:7 'sql' binds :key")
        .hasMessageContaining("bad.yaml:8 unknown key 'colour'")
        .hasMessageContaining("bad.yaml:9 the rule has no 'sql'");
  }

  @Test
  void saysWhereAFileIsNoYaml() throws IOException {
    Files.writeString(folder.resolve("broken.yaml"), "rules:\n  - id: [\n");

    assertThatThrownBy(() -> GateRules.load(folder)).hasMessageContaining("broken.yaml:");
  }

  private List<GateRule> rules(String stops, String sql) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("my.yaml"),
        """
        rules:
          - id: MY-1
            phase: extract
            severity: error
            scope: test case
            sentence: Nothing is there
            %s
            sql: %s
        """
            .formatted(stops, sql));
    return GateRules.load(rules);
  }

  private Gates gates(List<GateRule> rules) {
    return new Gates(
        rules, new GateQueries(store, "PAY", "r1"), new FindingRepository(store, "PAY", "r1"));
  }

  private long number(String sql) {
    return store.read(session -> session.number(sql));
  }

  private void update(String sql) {
    store.write(session -> session.update(sql));
  }
}
