package io.ztoq.app;

import io.ztoq.failure.RunStopped;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.Settings;
import org.apache.camel.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run of the project in the settings and waits for its end; a run under way is left alone.
 */
public final class ScheduledRunStep {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledRunStep.class);

  private final Settings settings;
  private final StopSignal stop;

  ScheduledRunStep(Settings settings, StopSignal stop) {
    this.settings = settings;
    this.stop = stop;
  }

  /** Returns the exit code of the run, 4 when another one was under way. */
  @Handler
  public int start() {
    try {
      RunResult result =
          new MigrationApp(settings, stop, Watcher.SILENT)
              .run("serve", settings.migration().phases());
      LOG.info(
          "scheduled run ended runId={} exitCode={}", result.runId(), result.exitCode().status());
      return result.exitCode().status();
    } catch (RunStopped refused) {
      LOG.warn("scheduled run did not begin: {}", refused.line());
      return refused.exitCode().status();
    }
  }
}
