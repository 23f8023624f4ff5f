package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.store.RejectedRecords.Count;
import io.ztoq.store.RejectedRecords.Group;
import io.ztoq.store.RemoteCalls.Calls;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables remote_call and rejected_record promise on every database. */
abstract class CallsAndRejectsContract {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  private Store store;
  private RejectedRecords rejected;

  abstract Store newStore();

  @BeforeEach
  void open() {
    store = newStore();
    rejected = new RejectedRecords(store, NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void addsCallsUp() {
    RemoteCalls calls = new RemoteCalls(store);

    calls.add(
        "r1",
        List.of(
            new Calls("qtest", "POST /x", 201, 2, 10, 20, 30),
            new Calls("qtest", "POST /x", 0, 1, 5, 0, 9)));
    calls.add("r1", List.of(new Calls("qtest", "POST /x", 201, 1, 1, 2, 3)));
    calls.add("r2", List.of(new Calls("zephyr", "GET /y", 200, 1, 0, 7, 1)));
    calls.add("r2", List.of());

    assertThat(calls.ofRun("r1"))
        .containsExactly(
            new Calls("qtest", "POST /x", 201, 3, 11, 22, 33),
            new Calls("qtest", "POST /x", 0, 1, 5, 0, 9));
    assertThat(calls.ofRun("r2")).hasSize(1);
  }

  @Test
  void groupsRejectsByTheirCauseWhateverTheRecord() {
    rejected.add(rejection("PAY-T1", "PAY-T1: no priority for 'Urgent' in row 17 of PAY-R3"));
    rejected.add(rejection("PAY-T22", "PAY-T22: no priority for 'Urgent' in row 4 of PAY-R9"));
    rejected.add(rejection("PAY-T3", "PAY-T3: no priority for 'Blocker' in row 4 of PAY-R9"));

    List<Group> groups = rejected.groups("PAY");

    assertThat(groups).extracting(Group::count).containsExactly(2L, 1L);
    assertThat(groups.get(0).example()).contains("Urgent");
    assertThat(rejected.ofGroup("PAY", groups.get(0).fingerprint(), "PAY-T1", 10))
        .extracting(found -> found.rejection().sourceKey())
        .containsExactly("PAY-T22");
  }

  @Test
  void countsAttemptsAndOpensAResolvedRecordAgain() {
    rejected.add(rejection("PAY-T1", "a"));
    rejected.resolve("PAY", "load", "TEST_CASE", "PAY-T1");
    long resolved = rejected.open("PAY", "load");
    rejected.add(rejection("PAY-T1", "b"));

    assertThat(resolved).isZero();
    assertThat(rejected.counts("PAY")).containsExactly(new Count("load", "TEST_CASE", 1));
    var found = rejected.ofGroup("PAY", rejected.groups("PAY").get(0).fingerprint(), "", 10).get(0);
    assertThat(found.attempts()).isEqualTo(2);
    assertThat(found.rejection().message()).isEqualTo("b");
    assertThat(found.firstAt()).isEqualTo(NOON.instant());
  }

  private static Rejection rejection(String key, String message) {
    return new Rejection("PAY", "load", "TEST_CASE", key, "MAP-007", message, "r1");
  }
}
