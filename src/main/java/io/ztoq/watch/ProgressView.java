package io.ztoq.watch;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far a run is: a bar on a terminal, one plain line every few seconds elsewhere. Asks the
 * supplier once a second on a thread of its own; a supplier that fails costs a log line, never the
 * run.
 */
public final class ProgressView implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressView.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final Supplier<Progress> figures;
  private final PrintStream out;
  private final boolean terminal;
  private final Clock clock;
  private final ProgressLine line = new ProgressLine();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ztoq-progress");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable ProgressBar bar;
  private @Nullable Progress shown;
  private Instant lastLine = Instant.EPOCH;

  /**
   * @param figures current progress; called once a second
   * @param terminal see {@link #onTerminal()}
   */
  public ProgressView(Supplier<Progress> figures, PrintStream out, boolean terminal, Clock clock) {
    this.figures = figures;
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Whether a person sits in front: a console, and not a CI job. */
  public static boolean onTerminal() {
    return System.console() != null && !"true".equalsIgnoreCase(System.getenv("CI"));
  }

  /** Shows the progress from now on, until closed. */
  public ProgressView start() {
    var unused = timer.scheduleAtFixedRate(this::show, 0, 1, TimeUnit.SECONDS);
    return this;
  }

  /** Shows the last figures once more and ends. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      timer.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    lastLine = Instant.EPOCH;
    show();
    if (bar != null) {
      bar.close();
    }
  }

  /** Shows the figures of this moment, where a line is due. */
  synchronized void show() {
    try {
      Progress now = figures.get();
      if (terminal) {
        move(now);
      } else {
        print(now);
      }
    } catch (RuntimeException problem) {
      LOG.warn("progress cannot be read: {}", problem.toString());
    }
  }

  private void print(Progress now) {
    Instant time = clock.instant();
    String text = line.of(now, time);
    boolean newPhase = shown == null || !shown.phase().equals(now.phase());
    boolean due = !time.isBefore(lastLine.plus(BETWEEN_LINES));
    boolean newTrouble = shown != null && shown.trouble().isEmpty() && !now.trouble().isEmpty();
    if (newPhase || newTrouble || due && !now.equals(shown)) {
      out.println(text);
      out.flush();
      lastLine = time;
      shown = now;
    }
  }

  private void move(Progress now) {
    if (bar == null || shown == null || !shown.phase().equals(now.phase())) {
      if (bar != null) {
        bar.close();
      }
      bar =
          new ProgressBarBuilder()
              .setTaskName(now.phase())
              .setStyle(ProgressBarStyle.ASCII)
              .setInitialMax(Math.max(now.total(), 1))
              .setUpdateIntervalMillis(500)
              .showSpeed()
              .build();
      bar.stepTo(now.done());
    }
    bar.maxHint(now.total() > 0 ? now.total() : -1);
    bar.stepTo(now.done());
    String rejected = now.rejects() > 0 ? now.rejects() + " rejected " : "";
    bar.setExtraMessage(rejected + now.trouble());
    shown = now;
  }
}
