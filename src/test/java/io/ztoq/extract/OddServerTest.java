package io.ztoq.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers and data that are not as documented: nothing is asked for ever, nothing is lost. */
class OddServerTest {

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
  void aListThatNeverMovesOnStopsTheRun() {
    zephyr.cases(10);
    zephyr.nextgen = false;
    zephyr.before = request -> atMost(60, request.with("startAt", 0));

    RunStopped stop = catchThrowableOfType(RunStopped.class, () -> extract("run-1"));

    assertThat(stop.code()).isEqualTo("ZEP-014");
  }

  @Test
  void stepsThatNeverEndStopTheRunAlsoWhereNoPageSaysWhereItBegins() {
    zephyr.cases(1);
    zephyr.bodies.put(
        "/testcases/ACME-T1/teststeps", "{\"values\":[%s]}".formatted(FakeZephyr.step(10, "do")));
    zephyr.before = request -> atMost(60, request);

    RunStopped stop = catchThrowableOfType(RunStopped.class, () -> extract("run-1"));

    assertThat(stop.code()).isEqualTo("ZEP-014");
  }

  private ApiRequest atMost(int calls, ApiRequest request) {
    if (zephyr.calls.size() > calls) {
      throw new TransientFailure("ZEP-999", "asked for ever");
    }
    return request;
  }

  @Test
  void aPageThatBeginsEarlierThanAskedForLosesNothing() {
    zephyr.cases(10);
    zephyr.nextgen = false;
    zephyr.before =
        request -> {
          int start = Integer.parseInt(request.query().getOrDefault("startAt", "0"));
          return request.query().containsKey("startAt")
              ? request.with("startAt", start - start % 3)
              : request;
        };

    extract("run-1");

    assertThat(count("SELECT count(*) FROM TestCase WHERE NOT details_due")).isEqualTo(10);
  }

  @Test
  void aCycleThatLosesItsNameStaysAsItWas() {
    String cycle = "{\"id\":5,\"key\":\"ACME-R5\",%s\"status\":{\"id\":1}}";
    zephyr.lists.put("/testcycles", FakeZephyr.rows(cycle.formatted("\"name\":\"Sprint\",")));
    extract("run-1");
    zephyr.lists.put("/testcycles", FakeZephyr.rows(cycle.formatted("")));

    extract("run-2");

    assertThat(count("SELECT count(*) FROM TestCycle WHERE gone_at IS NULL")).isEqualTo(1);
    assertThat(texts("SELECT source_key AS t FROM rejected_record WHERE resolved_at IS NULL"))
        .containsExactly("ACME-R5");
  }

  @Test
  void anObjectThatIsGoneGivesItsKeyUp() {
    zephyr.cases(2);
    extract("run-1");
    zephyr.lists.put("/testcases", FakeZephyr.rows(FakeZephyr.aCase(1, "")));
    extract("run-2");
    zephyr.lists.put(
        "/testcases",
        FakeZephyr.rows(
            FakeZephyr.aCase(1, ""), FakeZephyr.aCase(2, "").replace("\"id\":2,", "\"id\":3,")));

    extract("run-3");

    assertThat(texts("SELECT key AS t FROM TestCase WHERE gone_at IS NULL ORDER BY key"))
        .containsExactly("ACME-T1", "ACME-T2");
    assertThat(count("SELECT count(*) FROM rejected_record WHERE resolved_at IS NULL")).isZero();
  }

  private void extract(String runId) {
    new Extraction(store, zephyr).as(runId).run();
  }

  private long count(String sql) {
    return store.read(session -> session.number(sql));
  }

  private List<String> texts(String sql) {
    return store.read(session -> session.query(sql, row -> row.text("t")));
  }
}
