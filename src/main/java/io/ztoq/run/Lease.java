package io.ztoq.run;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.Row;
import io.ztoq.store.Session;
import io.ztoq.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two runs of one project apart. The holder renews its row in the background and loses it
 * when it does not; a holder that is gone is replaced at once.
 */
public final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  /** A holder that is silent for so long has lost its lease. */
  public static final Duration TERM = Duration.ofSeconds(30);

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** A holder that could not renew for so long takes no new work; the rest is for what it began. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final Store store;
  private final String name;
  private final String runId;
  private final StopSignal stop;
  private final Supplier<Instant> clock;
  private final ScheduledExecutorService heartbeat;
  private final BooleanSupplier silent = this::isSilent;
  private volatile Instant renewedAt;

  private Lease(
      Store store,
      String name,
      String runId,
      StopSignal stop,
      Supplier<Instant> clock,
      Instant taken) {
    this.store = store;
    this.name = name;
    this.runId = runId;
    this.stop = stop;
    this.clock = clock;
    this.renewedAt = taken;
    this.heartbeat =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "ztoq-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lease of the run's project and keeps it until closed.
   *
   * @param stop is asked when the lease is lost to another run
   * @throws RunStopped (RUN-001, exit code 4) when another run holds it
   */
  public static Lease acquire(Store store, RunContext run, StopSignal stop) {
    return acquire(store, run, stop, Instant::now);
  }

  static Lease acquire(Store store, RunContext run, StopSignal stop, Supplier<Instant> clock) {
    String name = "project/" + run.projectKey();
    Instant now = clock.get();
    store.write(session -> take(session, name, run, now));
    Lease lease = new Lease(store, name, run.runId(), stop, clock, now);
    stop.when(
        lease.silent,
        "the lease of this project could not be renewed for %d seconds, another run may take it"
            .formatted(SILENCE.toSeconds()));
    var unused =
        lease.heartbeat.scheduleWithFixedDelay(
            lease::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    return lease;
  }

  private static boolean take(Session session, String name, RunContext run, Instant now)
      throws SQLException {
    Optional<Held> held =
        session.first(
            "SELECT run_id, host, pid, acquired_at, expires_at FROM lease WHERE name = ?",
            Held::of,
            name);
    if (held.isPresent() && held.get().isAlive(now)) {
      throw refusal(run.projectKey(), held.get());
    }
    int changed =
        held.isPresent()
            ? session.update(
                "DELETE FROM lease WHERE name = ? AND run_id = ?", name, held.get().runId())
            : 1;
    int taken =
        session.update(
            """
            INSERT INTO lease (name, run_id, host, pid, acquired_at, renewed_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            name,
            run.runId(),
            run.holder().host(),
            run.holder().pid(),
            now,
            now,
            now.plus(TERM));
    if (changed == 0 || taken == 0) {
      throw new RunStopped(
          ExitCode.CONFLICT,
          "RUN-001",
          "project %s: another run has just started; wait until it ends"
              .formatted(run.projectKey()));
    }
    return true;
  }

  private static RunStopped refusal(String projectKey, Held held) {
    return new RunStopped(
        ExitCode.CONFLICT,
        "RUN-001",
        "project %s is in use by run %s (%s, since %s); wait until it ends or stop it, `ztoq migrate status` shows it"
            .formatted(projectKey, held.runId(), held.holder(), held.since()));
  }

  private void beat() {
    try {
      if (!renew()) {
        stop.request("the lease of this project went to another run");
      }
    } catch (RuntimeException problem) {
      LOG.warn("the lease could not be renewed: {}", problem.getMessage());
    }
  }

  private boolean isSilent() {
    return clock.get().isAfter(renewedAt.plus(SILENCE));
  }

  /** Extends the lease, beside all other work; false when another run has taken it. */
  boolean renew() {
    Instant now = clock.get();
    boolean renewed =
        store.writeBeside(
                session ->
                    session.update(
                        "UPDATE lease SET renewed_at = ?, expires_at = ? WHERE name = ? AND run_id = ?",
                        now,
                        now.plus(TERM),
                        name,
                        runId))
            == 1;
    if (renewed) {
      renewedAt = now;
    }
    return renewed;
  }

  /** Gives the lease back. */
  @Override
  public void close() {
    heartbeat.shutdownNow();
    stop.forget(silent);
    try {
      store.write(
          session ->
              session.update("DELETE FROM lease WHERE name = ? AND run_id = ?", name, runId));
    } catch (RunStopped problem) {
      LOG.info("the lease could not be given back, it runs out by itself: {}", problem.line());
    }
  }

  private record Held(String runId, Holder holder, Instant since, Instant until) {

    static Held of(Row row) throws SQLException {
      Instant since = row.instant("acquired_at");
      Instant until = row.instant("expires_at");
      return new Held(
          row.text("run_id"),
          new Holder(row.text("host"), row.number("pid")),
          since == null ? Instant.EPOCH : since,
          until == null ? Instant.EPOCH : until);
    }

    boolean isAlive(Instant now) {
      return until.isAfter(now) && !holder.isGone(since);
    }
  }
}
