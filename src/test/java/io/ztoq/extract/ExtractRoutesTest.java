package io.ztoq.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of routes/extract, against a small Zephyr in memory. */
class ExtractRoutesTest {

  @TempDir Path folder;

  private final FakeZephyr zephyr = new FakeZephyr();
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.sqlite(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void copiesAProjectWithItsReferencesJoined() {
    zephyr.cases(25);
    zephyr.executions(10);
    zephyr.mostRows = 4;

    new Extraction(store, zephyr).run();

    assertThat(
            texts(
                "SELECT key || ' ' || priority || ' ' || status || ' ' || script_type AS t FROM TestCase WHERE folder_id = 500"))
        .hasSize(25)
        .contains("ACME-T25 High Approved STEPS");
    assertThat(
            texts(
                "SELECT e.key || ' ' || c.key || ' ' || e.status || ' ' || s.status AS t FROM TestExecution e JOIN TestCase c ON "
                    + "c.test_case_id = e.test_case_id JOIN test_execution_step s ON s.execution_id = e.execution_id"))
        .hasSize(10)
        .contains("ACME-E3 ACME-T3 Pass Pass");
    assertThat(texts("SELECT description AS t FROM TestStep")).hasSize(25);
    assertThat(texts("SELECT message AS t FROM rejected_record")).isEmpty();
  }

  @Test
  void readsTheScriptWhereStepsAreRefusedAndTheOtherWayRound() {
    zephyr.cases(4);
    plain("ACME-T2", "{\"type\":\"plain\",\"text\":\"Do <b>it</b>\"}");
    plain("ACME-T3", "{\"type\":\"bdd\",\"text\":\"Given a\"}");
    zephyr.refusals.put("/testcases/ACME-T4/teststeps", 422);

    new Extraction(store, zephyr).run();

    assertThat(texts("SELECT key || ' ' || script_type AS t FROM TestCase ORDER BY test_case_id"))
        .containsExactly("ACME-T1 STEPS", "ACME-T2 PLAIN", "ACME-T3 BDD", "ACME-T4 NONE");
    assertThat(texts("SELECT kind || ' ' || description AS t FROM TestStep ORDER BY test_case_id"))
        .containsExactly("INLINE do 1", "PLAIN Do <b>it</b>", "BDD Given a");
  }

  @Test
  void keepsTheOthersWhenOneRowOrOneDetailCannotBeRead() {
    zephyr.cases(5);
    zephyr.lists.get("/testcases").set(1, "{\"id\":2,\"key\":\"ACME-T2\",\"name\":null}");
    zephyr
        .lists
        .get("/testcases")
        .set(2, FakeZephyr.aCase(3, "").replace("ACME-T3\"", "ACME-T1\""));
    zephyr.refusals.put("/testcases/ACME-T4/teststeps", 403);

    new Extraction(store, zephyr).run();

    assertThat(texts("SELECT key AS t FROM TestCase WHERE NOT details_due ORDER BY key"))
        .containsExactly("ACME-T1", "ACME-T5");
    assertThat(
            texts(
                "SELECT kind || ' ' || code || ' ' || source_key AS t FROM rejected_record ORDER BY code"))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("TEST_CASE EXT-011 ACME-T1"),
            second -> assertThat(second).isEqualTo("TEST_SCRIPT EXT-022 ACME-T4"),
            third -> assertThat(third).isEqualTo("TEST_CASE ZEP-011 ACME-T2"));
  }

  @Test
  void resolvesARejectWhenTheRecordIsRepaired() {
    zephyr.cases(3);
    zephyr.refusals.put("/testcases/ACME-T2/teststeps", 403);
    zephyr.lists.get("/testcases").set(2, "{\"id\":3,\"key\":\"ACME-T3\",\"name\":null}");
    new Extraction(store, zephyr).run();
    zephyr.refusals.clear();
    zephyr.lists.get("/testcases").set(2, FakeZephyr.aCase(3, ""));

    new Extraction(store, zephyr).as("run-2").run();

    assertThat(texts("SELECT kind AS t FROM rejected_record")).hasSize(2);
    assertThat(texts("SELECT kind AS t FROM rejected_record WHERE resolved_at IS NULL")).isEmpty();
    assertThat(texts("SELECT key AS t FROM TestCase WHERE NOT details_due")).hasSize(3);
  }

  @Test
  void keepsNumbersOfOrphansAndAsksOnceForUnknownReferences() {
    zephyr.cases(1);
    zephyr.lists.put(
        "/testexecutions",
        FakeZephyr.rows(
            FakeZephyr.anExecution(
                1, 1, ",\"testCycle\":{\"id\":77,\"self\":\"https://x/testcycles/77\"}"),
            FakeZephyr.anExecution(2, 99, "")
                .replace("\"key\":\"ACME-E2\"", "\"key\":null")
                .replace("{\"id\":41}", "{\"id\":43}"),
            FakeZephyr.anExecution(3, 1, "").replace("{\"id\":41}", "{\"id\":44}")));
    zephyr.bodies.put("/statuses/43", "{\"id\":43,\"name\":\"Blocked\"}");
    for (int id = 1; id <= 3; id++) {
      zephyr.refusals.put("/testexecutions/" + id + "/teststeps", 422);
    }

    new Extraction(store, zephyr).run();

    assertThat(
            texts(
                "SELECT execution_id || ' ' || COALESCE(test_case_id, -1) || ' ' || source_case_key || ' ' || "
                    + "COALESCE(source_cycle_id, -1) || ' ' || status AS t FROM TestExecution ORDER BY execution_id"))
        .containsExactly("1 1 ACME-T1 77 Pass", "2 -1 ACME-T99 -1 Blocked", "3 1 ACME-T1 -1 ");
    assertThat(texts("SELECT rule_id || ' ' || source_key AS t FROM finding ORDER BY rule_id"))
        .containsExactly("unknown-reference 44", "versions-not-asked ACME");
    assertThat(zephyr.calls("/statuses/")).isEqualTo(2);
  }

  @Test
  void aValueThatLeftItsListHasANameOnlyWhereZephyrStillGivesIt() {
    zephyr.cases(1);
    new Extraction(store, zephyr).run();
    zephyr.lists.put("/priorities", FakeZephyr.rows("{\"id\":2,\"name\":\"Normal\"}"));

    new Extraction(store, zephyr).as("run-2").run();
    List<String> afterDeletion = texts("SELECT COALESCE(priority, 'none') AS t FROM TestCase");
    zephyr.bodies.put("/priorities/1", "{\"id\":1,\"name\":\"Old\"}");
    new Extraction(store, zephyr).as("run-3").run();

    assertThat(afterDeletion).containsExactly("none");
    assertThat(texts("SELECT priority AS t FROM TestCase")).containsExactly("Old");
    assertThat(texts("SELECT name AS t FROM reference_value WHERE gone_at IS NULL ORDER BY 1"))
        .contains("Normal", "Old")
        .doesNotContain("High");
  }

  @Test
  void storesFilesOnceAndMarksMissingOnes() {
    zephyr.cases(2);
    zephyr.bodies.put(
        "/testcases/ACME-T1/attachments",
        "{\"attachments\":[{\"id\":1,\"name\":\"a.png\"},{\"id\":2,\"name\":\"a.png\"}]}");
    zephyr.bodies.put(
        "/testcases/ACME-T2/teststeps/20/attachments",
        "{\"attachments\":[{\"id\":3,\"name\":\"b.txt\"}]}");
    zephyr.bodies.put("/testcases/ACME-T1/attachments/1", "same");
    zephyr.bodies.put("/testcases/ACME-T2/teststeps/20/attachments/3", "same");

    new Extraction(store, zephyr).run();

    assertThat(
            texts(
                "SELECT related_type || ' ' || zephyr_attachment_id || ' ' || state || ' ' || COALESCE(content_type, '') AS t "
                    + "FROM Attachment ORDER BY zephyr_attachment_id"))
        .containsExactly(
            "TestCase 1 STORED image/png", "TestCase 2 MISSING ", "TestStep 3 STORED text/plain");
    assertThat(texts("SELECT sha256 AS t FROM attachment_content")).hasSize(1);
    assertThat(zephyr.calls("/testcases/ACME-T1/attachments?")).isEqualTo(1);
  }

  @Test
  void filesOfOneNameAreRejectedEachForItself() {
    zephyr.cases(1);
    zephyr.bodies.put(
        "/testcases/ACME-T1/attachments",
        "{\"attachments\":[{\"id\":1,\"name\":\"a.png\"},{\"id\":2,\"name\":\"a.png\"}]}");
    zephyr.refusals.put("/testcases/ACME-T1/attachments/1", 403);
    zephyr.refusals.put("/testcases/ACME-T1/attachments/2", 403);
    new Extraction(store, zephyr).run();
    long both = texts("SELECT source_key AS t FROM rejected_record").size();
    zephyr.refusals.remove("/testcases/ACME-T1/attachments/2");
    zephyr.bodies.put("/testcases/ACME-T1/attachments/2", "content");

    new Extraction(store, zephyr).as("run-2").run();

    assertThat(both).isEqualTo(2);
    assertThat(texts("SELECT source_key AS t FROM rejected_record WHERE resolved_at IS NULL"))
        .containsExactly("ACME-T1/a.png (1)");
  }

  @Test
  void findsTheFileOfAStepThatSaysNothing() {
    zephyr.cases(1);
    zephyr.steps("ACME-T1", FakeZephyr.step(10, ""));
    zephyr.bodies.put(
        "/testcases/ACME-T1/teststeps/10/attachments",
        "{\"attachments\":[{\"id\":3,\"name\":\"b.txt\"}]}");
    zephyr.bodies.put("/testcases/ACME-T1/teststeps/10/attachments/3", "content");

    new Extraction(store, zephyr).run();

    assertThat(texts("SELECT related_type || ' ' || state AS t FROM Attachment"))
        .containsExactly("TestStep STORED");
    assertThat(texts("SELECT script_type AS t FROM TestCase")).containsExactly("NONE");
  }

  @Test
  void readsVersionsOnlyWhereALaterOneWasExecuted() {
    zephyr.cases(3);
    zephyr.lists.put(
        "/testexecutions",
        FakeZephyr.rows(FakeZephyr.anExecution(1, 2, "").replace("/versions/1", "/versions/3")));
    zephyr.lists.put(
        "/testcases/ACME-T2/versions",
        FakeZephyr.rows("{\"id\":92,\"self\":\"https://x/testcases/ACME-T2/versions/2\"}"));

    new Extraction(store, zephyr).run();

    assertThat(zephyr.calls("/versions?")).isEqualTo(1);
    assertThat(
            texts(
                "SELECT version || ' ' || version_id AS t FROM test_case_version ORDER BY version"))
        .containsExactly("2 92", "3 9");
  }

  private void plain(String key, String script) {
    zephyr.refusals.put("/testcases/" + key + "/teststeps", 422);
    zephyr.bodies.put("/testcases/" + key + "/testscript", script);
  }

  private List<String> texts(String sql) {
    return store.read(session -> session.query(sql, row -> row.text("t")));
  }
}
