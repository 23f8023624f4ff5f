package io.ztoq.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One run per project, whoever holds the lease. */
abstract class LeaseContract {

  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private final StopSignal stop = new StopSignal();
  Store store;
  private Instant now = NOON;

  abstract Store open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void isGivenBackAtTheEnd() {
    acquire(run("first", elsewhere(), "PAY")).close();

    acquire(run("second", elsewhere(), "PAY")).close();

    assertThat(holders()).isEmpty();
  }

  @Test
  void refusesASecondRunAndNamesTheHolder() {
    acquire(run("first", elsewhere(), "PAY"));

    RunStopped refused =
        catchThrowableOfType(RunStopped.class, () -> acquire(run("second", Holder.self(), "PAY")));

    assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFLICT);
    assertThat(refused.line())
        .startsWith("RUN-001")
        .contains("PAY", "first", "elsewhere", "4711", "2030-01-01T12:00");
  }

  @Test
  void letsTwoProjectsRunAtOnce() {
    acquire(run("first", elsewhere(), "PAY"));

    acquire(run("second", Holder.self(), "SHOP"));

    assertThat(holders()).containsExactly("first", "second");
  }

  @Test
  void isTakenOverWhenItRanOut() {
    acquire(run("first", elsewhere(), "PAY"));
    now = NOON.plus(Lease.TERM).plusSeconds(1);

    acquire(run("second", Holder.self(), "PAY"));

    assertThat(holders()).containsExactly("second");
  }

  @Test
  void isTakenOverAtOnceWhenTheProcessOfThisHostIsGone() {
    acquire(run("first", new Holder(Holder.self().host(), 4_000_000_000L), "PAY"));

    acquire(run("second", Holder.self(), "PAY"));

    assertThat(holders()).containsExactly("second");
  }

  @Test
  void isKeptByARunOfThisProcess() {
    acquire(run("first", Holder.self(), "PAY"));

    assertThat(
            catchThrowableOfType(
                RunStopped.class, () -> acquire(run("second", Holder.self(), "PAY"))))
        .isNotNull();
  }

  @Test
  void livesLongerByEveryRenewal() {
    Lease lease = acquire(run("first", elsewhere(), "PAY"));
    now = NOON.plus(Lease.TERM).minusSeconds(1);
    assertThat(lease.renew()).isTrue();
    now = now.plus(Duration.ofSeconds(20));

    assertThat(
            catchThrowableOfType(
                RunStopped.class, () -> acquire(run("second", Holder.self(), "PAY"))))
        .isNotNull();
  }

  @Test
  void knowsWhenAnotherRunHasTakenIt() {
    Lease lease = acquire(run("first", elsewhere(), "PAY"));
    now = NOON.plus(Lease.TERM).plusSeconds(1);
    acquire(run("second", Holder.self(), "PAY"));

    assertThat(lease.renew()).isFalse();
  }

  /** A machine that slept, or a store that did not answer: another run may have begun. */
  @Test
  void aHolderThatCouldNotRenewTakesNoNewWorkBeforeItsLeaseRunsOut() {
    Lease lease = acquire(run("first", elsewhere(), "PAY"));
    now = NOON.plusSeconds(19);
    boolean early = stop.getAsBoolean();
    assertThat(lease.renew()).isTrue();
    now = NOON.plusSeconds(38);
    boolean renewed = stop.getAsBoolean();
    now = NOON.plusSeconds(19).plus(Lease.TERM).minusSeconds(5);

    assertThat(early || renewed).isFalse();
    assertThat(stop.getAsBoolean()).isTrue();
  }

  Lease acquire(RunContext run) {
    return Lease.acquire(store, run, stop, () -> now);
  }

  private static Holder elsewhere() {
    return new Holder("elsewhere", 4711);
  }

  static RunContext run(String id, Holder holder, String projectKey) {
    return new RunContext(id, projectKey, "migrate run", List.of("extract"), NOON, holder, "test");
  }

  private List<String> holders() {
    return store.read(
        session ->
            session.query("SELECT run_id FROM lease ORDER BY run_id", row -> row.text("run_id")));
  }
}
