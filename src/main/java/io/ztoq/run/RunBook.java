package io.ztoq.run;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.Session;
import io.ztoq.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down runs and their phases: tables {@code run}, {@code run_phase} and {@code
 * migration_state}. Thread-safe.
 */
public final class RunBook {

  private static final Map<String, String> STATUS_COLUMN =
      Map.of(
          "extract", "extraction_status",
          "transform", "transformation_status",
          "load", "loading_status",
          "validate", "validation_status");

  private final Store store;
  private final RunContext run;
  private final StopSignal stop;
  private final Supplier<Instant> clock;
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String phase;
  private volatile String begun = "preparing";

  public RunBook(Store store, RunContext run, StopSignal stop) {
    this(store, run, stop, Instant::now);
  }

  RunBook(Store store, RunContext run, StopSignal stop, Supplier<Instant> clock) {
    this.store = store;
    this.run = run;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Opens the run; runs of this project that ended without a word are closed as died. Call it with
   * the lease held.
   */
  public void start() {
    store.write(
        session -> {
          closeDead(session);
          session.update(
              """
              INSERT INTO run (run_id, project_key, command, phases, started_at, host, pid, ztoq_version)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)
              """,
              run.runId(),
              run.projectKey(),
              run.command(),
              String.join(",", run.phases()),
              run.startedAt(),
              run.holder().host(),
              run.holder().pid(),
              run.version());
          return session.update(
              """
              INSERT INTO migration_state (project_key, extraction_status, transformation_status, loading_status,
                  validation_status, last_updated)
              VALUES (?, 'pending', 'pending', 'pending', 'pending', ?) ON CONFLICT (project_key) DO NOTHING
              """,
              run.projectKey(),
              clock.get());
        });
  }

  private void closeDead(Session session) throws SQLException {
    Instant now = clock.get();
    for (String column : STATUS_COLUMN.values()) {
      session.update(
          "UPDATE migration_state SET %s = 'partial' WHERE project_key = ? AND %s = 'running'"
              .formatted(column, column),
          run.projectKey());
    }
    session.update(
        """
        UPDATE run_phase SET state = 'FAILED', ended_at = ?, message = 'the process was killed or crashed'
        WHERE state = 'RUNNING' AND run_id IN (SELECT run_id FROM run WHERE project_key = ? AND ended_at IS NULL)
        """,
        now,
        run.projectKey());
    session.update(
        """
        UPDATE run SET ended_at = ?, outcome = 'died: the process was killed or crashed'
        WHERE project_key = ? AND ended_at IS NULL
        """,
        now,
        run.projectKey());
  }

  /**
   * The phase is under way.
   *
   * @throws RunStopped (RUN-010, exit code 5) when the run was asked to stop before
   */
  public void begin(String name) {
    refuseWhenStopped(name);
    phase = name;
    begun = name;
    Instant now = clock.get();
    store.write(
        session -> {
          session.update(
              "INSERT INTO run_phase (run_id, phase, state, started_at) VALUES (?, ?, 'RUNNING', ?)",
              run.runId(),
              name,
              now);
          return status(session, name, "running", null);
        });
  }

  /**
   * The phase ended; {@code partial} when records of it were rejected.
   *
   * @throws RunStopped (RUN-010, exit code 5) when the run was asked to stop, since the phase may
   *     have ended early
   */
  public void done(String name) {
    store.settle();
    refuseWhenStopped(name);
    end(name, "DONE", null);
    ended.add(name);
    phase = null;
  }

  /**
   * Looks whether every phase of the run was begun and ended: a route may end a message without an
   * error.
   *
   * @throws RunStopped (RUN-011, exit code 2) with the first phase that did not end
   */
  public void refuseUnlessAllDone() {
    for (String name : run.phases()) {
      if (!ended.contains(name)) {
        throw new RunStopped(
            ExitCode.USAGE,
            "RUN-011",
            "the routes ended without an error before phase %s was done; look for 'stop' or 'filter' in routes/"
                .formatted(name));
      }
    }
  }

  /** The phase begun last, for those who watch; {@code preparing} before the first. */
  public String phase() {
    return begun;
  }

  private void refuseWhenStopped(String name) {
    String reason = stop.reason();
    if (reason != null) {
      throw new RunStopped(
          ExitCode.STOPPED,
          "RUN-010",
          "%s: %s; what was under way is finished and kept, the same command goes on from there"
              .formatted(name, reason));
    }
  }

  /** The phase under way, if any, ended with a failure; stopped on purpose is one to go on from. */
  public void abort(boolean onPurpose, String message) {
    String name = phase;
    if (name != null) {
      end(name, onPurpose ? "STOPPED" : "FAILED", message);
      phase = null;
    }
  }

  private void end(String name, String state, @Nullable String message) {
    Instant now = clock.get();
    store.write(
        session -> {
          session.update(
              "UPDATE run_phase SET state = ?, ended_at = ?, message = ? WHERE run_id = ? AND phase = ?",
              state,
              now,
              message,
              run.runId(),
              name);
          return status(session, name, word(session, name, state), message);
        });
  }

  private String word(Session session, String name, String state) throws SQLException {
    if (state.equals("DONE")) {
      return openRejects(session, name) == 0 ? "completed" : "partial";
    }
    return state.equals("STOPPED") ? "partial" : "failed";
  }

  private long openRejects(Session session, String name) throws SQLException {
    return session.number(
        "SELECT count(*) FROM rejected_record WHERE project_key = ? AND flow = ? AND resolved_at IS NULL",
        run.projectKey(),
        name);
  }

  private int status(Session session, String name, String word, @Nullable String message)
      throws SQLException {
    String column = STATUS_COLUMN.get(name);
    if (column == null) {
      return 0;
    }
    return session.update(
        "UPDATE migration_state SET "
            + column
            + " = ?, last_updated = ?, error_message = ? WHERE project_key = ?",
        word,
        clock.get(),
        message,
        run.projectKey());
  }

  /** The run ended. */
  public void finish(ExitCode code, String outcome) {
    Instant now = clock.get();
    store.write(
        session ->
            session.update(
                "UPDATE run SET ended_at = ?, exit_code = ?, outcome = ? WHERE run_id = ?",
                now,
                code.status(),
                outcome,
                run.runId()));
  }
}
