package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.Settings;
import io.ztoq.watch.ScheduleMXBean;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.camel.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run of the project in the settings and waits for its end; a run under way is left alone.
 */
public final class ScheduledRunStep implements ScheduleMXBean, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledRunStep.class);

  private final Settings settings;
  private final StopSignal stop;
  private final Consumer<String> told;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger leftOut = new AtomicInteger();
  private final AtomicBoolean untold = new AtomicBoolean();
  private volatile String since = "";
  private volatile String last = "";
  private volatile int lastExitCode = -1;

  ScheduledRunStep(Settings settings, StopSignal stop, Consumer<String> told) {
    this.settings = settings;
    this.stop = stop;
    this.told = told;
  }

  /**
   * Returns the exit code of the run; 4 when another one was under way, 5 when the process is
   * ending.
   */
  @Handler
  public int start() {
    if (stop.getAsBoolean()) {
      return ExitCode.STOPPED.status();
    }
    if (!oneAtATime.tryLock()) {
      leftOut.incrementAndGet();
      if (untold.getAndSet(false)) {
        tell(
            "RUN-004 a schedule fired while the run that began at %s is under way; left out, and so are further ones until it ends"
                .formatted(since));
      }
      return ExitCode.CONFLICT.status();
    }
    try {
      return run();
    } finally {
      oneAtATime.unlock();
    }
  }

  private int run() {
    begun.incrementAndGet();
    since = now();
    untold.set(true);
    tell("a scheduled run of project %s begins".formatted(settings.zephyr().projectKey()));
    Outcome outcome = outcome();
    lastExitCode = outcome.exitCode().status();
    tell("the scheduled run ended, exit code %d: %s".formatted(lastExitCode, outcome.line()));
    since = "";
    return lastExitCode;
  }

  /** A run that cannot begin, and a bug, must not end the schedule: the next firing tries again. */
  private Outcome outcome() {
    try {
      RunResult result =
          new MigrationApp(settings, stop, Watcher.SILENT)
              .run("serve", settings.migration().phases());
      last = result.runId();
      String failure = result.failure();
      String line = failure == null ? result.verdict().line() : failure;
      return new Outcome(result.exitCode(), "%s (run %s)".formatted(line, result.runId()));
    } catch (RunStopped refused) {
      return Outcome.of(refused);
    } catch (RuntimeException | LinkageError problem) {
      return Outcome.of(problem);
    }
  }

  private void tell(String line) {
    LOG.info("{}", line);
    told.accept(now() + " " + line);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  boolean hasCutARun() {
    return lastExitCode == ExitCode.STOPPED.status() && stop.getAsBoolean();
  }

  /** Waits for the end of the run under way. */
  @Override
  public void close() {
    stop.request("ztoq serve is ending");
    oneAtATime.lock();
    try {
      LOG.debug("no run is under way any more");
    } finally {
      oneAtATime.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return oneAtATime.isLocked();
  }

  @Override
  public String getRunningSince() {
    return since;
  }

  @Override
  public int getRunsBegun() {
    return begun.get();
  }

  @Override
  public int getFiringsLeftOut() {
    return leftOut.get();
  }

  @Override
  public String getLastRunId() {
    return last;
  }

  @Override
  public int getLastExitCode() {
    return lastExitCode;
  }
}
