package io.ztoq.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ztoq.failure.TransientFailure;
import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extracting again: after a crash, after changes, after nothing. */
class ExtractRepeatTest {

  @TempDir Path folder;

  private final FakeZephyr zephyr = new FakeZephyr();
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.sqlite(folder);
    zephyr.mostRows = 4;
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void goesOnBehindTheLastStoredPageAfterACrash() {
    zephyr.cases(20);
    AtomicInteger pages = new AtomicInteger();
    zephyr.before =
        request -> {
          if (request.path().equals("/testcases/nextgen") && pages.incrementAndGet() == 3) {
            throw new TransientFailure("ZEP-999", "reset");
          }
          return request;
        };

    TransientFailure crash = catchThrowableOfType(TransientFailure.class, () -> extract("run-1"));
    zephyr.calls.clear();
    extract("run-2");

    assertThat(crash).isNotNull();
    assertThat(zephyr.calls("/testcases/nextgen")).isEqualTo(3);
    assertThat(count("SELECT count(*) FROM TestCase WHERE NOT details_due")).isEqualTo(20);
    assertThat(
            texts(
                "SELECT batch_number || ' ' || items_count || ' ' || total_batches AS t FROM entity_batch_state "
                    + "WHERE entity_type = 'TEST_CASE' ORDER BY batch_number"))
        .containsExactly("1 4 5", "2 4 5", "3 4 5", "4 4 5", "5 4 5");
  }

  @Test
  void theFileOfTheOneEmptyStepIsRead() {
    zephyr.cases(1);
    zephyr.steps("ACME-T1", FakeZephyr.step(10, ""));
    zephyr.bodies.put(
        "/testcases/ACME-T1/teststeps/10/attachments",
        "{\"attachments\":[{\"id\":77,\"name\":\"on nothing.txt\"}]}");
    zephyr.bodies.put("/testcases/ACME-T1/teststeps/10/attachments/77", "bytes");

    extract("run-1");

    assertThat(texts("SELECT related_type || ' ' || attachment_name AS t FROM Attachment"))
        .containsExactly("TestStep on nothing.txt");
    assertThat(texts("SELECT script_type AS t FROM TestCase")).containsExactly("NONE");
  }

  @Test
  void readsNoDetailsAgainIncrementallyWhenNothingChanged() {
    zephyr.cases(10);
    zephyr.executions(5);
    extract("run-1");
    zephyr.calls.clear();

    extractChanges("run-2");

    assertThat(zephyr.calls("teststeps")).isZero();
    assertThat(zephyr.calls("attachments")).isZero();
  }

  @Test
  void aPlainRunReadsEverythingBelowRowsThatLookTheSame() {
    zephyr.cases(10);
    zephyr.executions(5);
    extract("run-1");
    zephyr.calls.clear();
    zephyr.steps("ACME-T3", FakeZephyr.step(30, "changed, and no list tells"));

    extract("run-2");

    assertThat(zephyr.calls("teststeps?")).isEqualTo(15);
    assertThat(zephyr.calls("/testcases/ACME-T3/attachments")).isEqualTo(1);
    assertThat(texts("SELECT description AS t FROM TestStep WHERE zephyr_step_id = 30"))
        .containsExactly("changed, and no list tells");
  }

  /** Whatever stops it, the same command goes on; only a run that ended is repeated as a whole. */
  @Test
  void goesOnWithTheReadingOfRunsThatDidNotEnd() {
    zephyr.cases(10);
    extract("run-1");
    failAt("/testcases/ACME-T5/attachments");
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> extract("run-2"));
    failAt("/testcycles/nextgen");
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> extract("run-3"));
    zephyr.before = request -> request;
    zephyr.calls.clear();

    extract("run-4");
    long steps = zephyr.calls("teststeps?");
    zephyr.calls.clear();
    extract("run-5");

    assertThat(steps).isZero();
    assertThat(count("SELECT count(*) FROM TestCase WHERE attachments_due")).isZero();
    assertThat(zephyr.calls("teststeps?")).isEqualTo(10);
  }

  @Test
  void anIncrementalRunThatDidNotEndIsNoReadingOfEverything() {
    zephyr.cases(10);
    extract("run-1");
    failAt("/testcycles/nextgen");
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> extractChanges("run-2"));
    zephyr.before = request -> request;
    zephyr.calls.clear();

    extract("run-3");

    assertThat(zephyr.calls("teststeps?")).isEqualTo(10);
  }

  @Test
  void linksThatNoListCarriesAreReadAgain() {
    String apart =
        FakeZephyr.aCase(1, "").replace(",\"links\":{\"issues\":[],\"webLinks\":[]}", "");
    zephyr.cases(3);
    zephyr.lists.get("/testcases").set(0, apart);
    zephyr.bodies.put("/testcases/ACME-T1/links", "{\"issues\":[],\"webLinks\":[]}");
    extract("run-1");
    zephyr.calls.clear();

    extract("run-2");

    assertThat(zephyr.calls("/links?")).isEqualTo(1);
  }

  /** What was executed may have been the latest version then. */
  @Test
  void theVersionsOfAChangedCaseAreAskedAgain() {
    zephyr.cases(1);
    zephyr.executions(1);
    zephyr.lists.put(
        "/testexecutions",
        FakeZephyr.rows(FakeZephyr.anExecution(1, 1, "").replace("/versions/1", "/versions/2")));
    zephyr.lists.put("/testcases/ACME-T1/versions", FakeZephyr.rows(version(1), version(2)));
    extract("run-1");
    zephyr.lists.get("/testcases/ACME-T1/versions").add(version(3));
    zephyr.lists.put("/testcases", FakeZephyr.rows(FakeZephyr.aCase(1, ",\"objective\":\"new\"")));

    extractChanges("run-2");

    assertThat(count("SELECT max(version) FROM test_case_version")).isEqualTo(3);
  }

  private static String version(int number) {
    return "{\"id\":%1$d,\"self\":\"https://x/testcases/ACME-T1/versions/%1$d\"}".formatted(number);
  }

  private void failAt(String path) {
    zephyr.before =
        request -> {
          if (request.path().equals(path)) {
            throw new TransientFailure("ZEP-999", "reset");
          }
          return request;
        };
  }

  @Test
  void readsTheDetailsOfWhatTheFilterSaysWasUpdated() {
    zephyr.cases(10);
    extract("run-1");
    zephyr.calls.clear();
    zephyr.steps("ACME-T3", FakeZephyr.step(30, "do 3"), FakeZephyr.step(31, "then this"));
    zephyr.updated.put("/testcases", List.of(FakeZephyr.aCase(3, "")));

    extractChanges("run-2");

    assertThat(zephyr.calls("teststeps?")).isEqualTo(1);
    assertThat(
            texts(
                "SELECT description AS t FROM TestStep JOIN TestCase USING (test_case_id) WHERE key = 'ACME-T3' ORDER BY step_order"))
        .containsExactly("do 3", "then this");
  }

  @Test
  void readsAllDetailsAgainWhereNoFilterTellsWhatWasUpdated() {
    zephyr.cases(10);
    zephyr.nextgen = false;
    extract("run-1");
    zephyr.calls.clear();

    extract("run-2");
    long complete = zephyr.calls("teststeps?");
    zephyr.calls.clear();
    extractChanges("run-3");

    assertThat(complete).isEqualTo(10);
    assertThat(zephyr.calls("teststeps")).isZero();
  }

  @Test
  void doesNotTrustAFilterThatLetsTheFutureThrough() {
    zephyr.cases(10);
    zephyr.honoursFilter = false;
    extract("run-1");
    zephyr.calls.clear();

    extractChanges("run-2");

    assertThat(zephyr.calls("teststeps?")).isZero();
    assertThat(zephyr.calls("/testcases/nextgen")).isEqualTo(4);
  }

  @Test
  void marksWhatIsGoneAndTakesItBackWhenItReturns() {
    zephyr.cases(6);
    extract("run-1");
    String gone = zephyr.lists.get("/testcases").remove(2);
    extract("run-2");
    List<String> marked = texts("SELECT key AS t FROM TestCase WHERE gone_at IS NOT NULL");
    zephyr.lists.get("/testcases").add(2, gone);

    extract("run-3");

    assertThat(marked).containsExactly("ACME-T3");
    assertThat(count("SELECT count(*) FROM TestCase WHERE gone_at IS NOT NULL")).isZero();
    assertThat(count("SELECT count(*) FROM raw_record WHERE gone_at IS NOT NULL")).isZero();
  }

  @Test
  void readsAListAgainWhenItsPagesShift() {
    zephyr.cases(10);
    zephyr.nextgen = false;
    AtomicInteger pages = new AtomicInteger();
    zephyr.before =
        request -> {
          if (request.path().equals("/testcases") && pages.incrementAndGet() == 2) {
            zephyr.lists.get("/testcases").remove(0);
          }
          return request;
        };

    extract("run-1");

    assertThat(texts("SELECT key AS t FROM TestCase WHERE gone_at IS NULL ORDER BY test_case_id"))
        .containsExactly(
            "ACME-T2",
            "ACME-T3",
            "ACME-T4",
            "ACME-T5",
            "ACME-T6",
            "ACME-T7",
            "ACME-T8",
            "ACME-T9",
            "ACME-T10");
    assertThat(count("SELECT count(*) FROM finding")).isZero();
  }

  @Test
  void saysSoWhenAListNeverStandsStill() {
    zephyr.cases(10);
    zephyr.nextgen = false;
    AtomicInteger next = new AtomicInteger(100);
    zephyr.before =
        request -> {
          if (request.path().equals("/testcases")) {
            zephyr.lists.get("/testcases").add(0, FakeZephyr.aCase(next.incrementAndGet(), ""));
          }
          return request;
        };

    extract("run-1");

    assertThat(texts("SELECT rule_id AS t FROM finding")).containsExactly("list-never-stood-still");
  }

  @Test
  void whatAnyReadingOfAnUnsteadyListShowedIsNotGone() {
    zephyr.cases(20);
    zephyr.nextgen = false;
    zephyr.before =
        request -> {
          if (request.path().equals("/testcases") && "4".equals(request.query().get("startAt"))) {
            zephyr.lists.get("/testcases").remove(0); // the fifth row is missed by this reading
          }
          return request;
        };

    extract("run-1");

    assertThat(texts("SELECT rule_id AS t FROM finding")).containsExactly("list-never-stood-still");
    assertThat(texts("SELECT key AS t FROM TestCase WHERE gone_at IS NULL"))
        .contains("ACME-T5", "ACME-T6", "ACME-T7");
  }

  @Test
  void takesOnlyTheCasesOfATrialAndTheirExecutions() {
    zephyr.cases(10);
    zephyr.executions(10);
    new Extraction(store, zephyr).with("migration.limit", "3").run();
    long trial = count("SELECT count(*) FROM TestExecution");

    extract("run-2");

    assertThat(trial).isEqualTo(3);
    assertThat(count("SELECT count(*) FROM TestCase WHERE gone_at IS NULL AND NOT details_due"))
        .isEqualTo(10);
    assertThat(count("SELECT count(*) FROM TestExecution WHERE gone_at IS NULL")).isEqualTo(10);
  }

  private void extract(String runId) {
    new Extraction(store, zephyr).as(runId).run();
  }

  private void extractChanges(String runId) {
    new Extraction(store, zephyr).with("migration.incremental", "true").as(runId).run();
  }

  private long count(String sql) {
    return store.read(session -> session.number(sql));
  }

  private List<String> texts(String sql) {
    return store.read(session -> session.query(sql, row -> row.text("t")));
  }
}
