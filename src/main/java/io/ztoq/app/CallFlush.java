package io.ztoq.app;

import io.ztoq.call.CallCounts;
import io.ztoq.store.RemoteCalls;
import io.ztoq.store.RemoteCalls.Calls;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the counts of the doors into {@code remote_call} every few seconds and at the end. */
public final class CallFlush implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallFlush.class);
  private static final int SECONDS = 5;

  private final CallCounts counts;
  private final RemoteCalls table;
  private final String runId;
  private final ScheduledExecutorService timer;

  /** Starts at once. */
  public CallFlush(CallCounts counts, RemoteCalls table, String runId) {
    this.counts = counts;
    this.table = table;
    this.runId = runId;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "ztoq-call-flush");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(this::flushQuietly, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Writes what was counted since the last time. */
  public synchronized void flush() {
    List<Calls> calls = counts.drain().stream().map(CallFlush::row).toList();
    table.add(runId, calls);
  }

  /** Writes the rest; the store must still be open. */
  @Override
  public void close() {
    timer.shutdown();
    flush();
  }

  /** A store that refuses stops the run where it is used for data; here it only costs counts. */
  private void flushQuietly() {
    try {
      flush();
    } catch (RuntimeException problem) {
      LOG.debug("counts not written", problem);
    }
  }

  private static Calls row(CallCounts.Sum sum) {
    return new Calls(
        sum.kind().system(),
        sum.kind().request(),
        sum.kind().status(),
        sum.calls(),
        sum.sentBytes(),
        sum.receivedBytes(),
        sum.millis());
  }
}
