package io.ztoq.load;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.FirstFailure;
import io.ztoq.store.Ledger;
import io.ztoq.store.TargetObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Hands out what can be sent now, until nothing is left: claims ready rows in batches, gives
 * objects whose answer was lost out again when it is time to look for them, and waits while work
 * under way may make more rows ready.
 *
 * <p>Made for a parallel {@code split}, which asks {@link #hasNext} before it works on what it has
 * got: so that answer never blocks, and the last element is empty. {@link #next} is called by one
 * thread at a time, everything else by any.
 */
public final class WorkFeed implements Iterator<Optional<TargetObject>> {

  /** How long a stop request or rows readied by another process may go unnoticed. */
  private static final long LOOK_UP_MILLIS = 250;

  private record Later(TargetObject object, Instant due) {}

  private final Ledger ledger;
  private volatile int batchSize;
  private final BooleanSupplier stopRequested;
  private final Clock clock;

  private final Deque<TargetObject> claimed = new ArrayDeque<>();

  /**
   * A number and not a set: an object that is postponed may be handed out again before the worker
   * that postponed it has ended.
   */
  private int underWay;

  private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparing(Later::due));
  private boolean moreMayBeReady = true;
  private boolean ended;
  private boolean endHandedOut;
  private final FirstFailure failure = new FirstFailure();

  public WorkFeed(Ledger ledger, int batchSize, BooleanSupplier stopRequested, Clock clock) {
    this.ledger = ledger;
    this.batchSize = batchSize;
    this.stopRequested = stopRequested;
    this.clock = clock;
  }

  /**
   * The same feed; for the route, which wants something to iterate over.
   *
   * @param atOnce objects that are claimed in one transaction, at least 1
   */
  public synchronized Iterator<Optional<TargetObject>> objects(int atOnce) {
    if (atOnce < 1) {
      throw new RunStopped(
          ExitCode.USAGE,
          "LOD-033",
          "routes/load/load-objects.camel.yaml: workFeed cannot hand out batches of %d; write a number of at least 1"
              .formatted(atOnce));
    }
    batchSize = atOnce;
    return this;
  }

  /**
   * True until the end itself was handed out: without an element, a split that finds nothing more
   * waits for nobody.
   */
  @Override
  public synchronized boolean hasNext() {
    return !endHandedOut;
  }

  /** The next object, marked {@code SENDING} in the ledger; empty at the end. */
  @Override
  public Optional<TargetObject> next() {
    return Bugs.asExceptions(this::nextOrEnd);
  }

  private Optional<TargetObject> nextOrEnd() {
    while (true) {
      Optional<TargetObject> found = take();
      if (found.isPresent() || isEnd()) {
        return found;
      }
      if (wantsMore()) {
        claimMore();
      } else {
        await();
      }
    }
  }

  private synchronized boolean isEnd() {
    endHandedOut = ended;
    return ended;
  }

  private synchronized Optional<TargetObject> take() {
    if (stopRequested.getAsBoolean()) {
      ended = true;
    }
    if (ended) {
      return Optional.empty();
    }
    Later due = later.peek();
    TargetObject object;
    if (due != null && !due.due().isAfter(clock.instant())) {
      object = later.remove().object();
    } else if (!claimed.isEmpty()) {
      object = claimed.remove();
    } else {
      return Optional.empty();
    }
    underWay++;
    return Optional.of(object);
  }

  private synchronized boolean wantsMore() {
    boolean wants = moreMayBeReady;
    moreMayBeReady = false;
    return wants;
  }

  /** Outside of the lock: workers must be able to report meanwhile. */
  private void claimMore() {
    List<TargetObject> more = ledger.claim(batchSize);
    boolean late;
    synchronized (this) {
      late = ended;
      if (!late) {
        claimed.addAll(more);
        moreMayBeReady = moreMayBeReady || more.size() == batchSize;
        ended = more.isEmpty() && !moreMayBeReady && underWay == 0 && later.isEmpty();
      }
    }
    if (late) {
      ledger.release(more);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller looks again after every wait
  private synchronized void await() {
    if (moreMayBeReady || ended) {
      return;
    }
    if (underWay == 0 && later.isEmpty() && claimed.isEmpty()) {
      moreMayBeReady = true;
      return;
    }
    Later due = later.peek();
    long millis =
        due == null ? LOOK_UP_MILLIS : Duration.between(clock.instant(), due.due()).toMillis();
    try {
      wait(Math.max(1, Math.min(millis, LOOK_UP_MILLIS)));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }

  /** Gives an object out again at {@code due}; its row stays {@code SENDING}. */
  synchronized void later(TargetObject object, Instant due) {
    later.add(new Later(object, due));
  }

  /** The work on an object ended, however it ended; others may have become ready by it. */
  public synchronized void done() {
    underWay--;
    moreMayBeReady = true;
    notifyAll();
  }

  /**
   * Ends the feed because of something that concerns more than one record; the first one is kept.
   */
  void fail(Exception problem) {
    failure.keep(problem);
    close();
  }

  /** What ended the feed, if it did not end by itself. */
  FirstFailure failure() {
    return failure;
  }

  /** Ends the feed and gives back what was claimed and not handed out. */
  public void close() {
    List<TargetObject> unsent;
    synchronized (this) {
      ended = true;
      unsent = new ArrayList<>(claimed);
      claimed.clear();
      notifyAll();
    }
    ledger.release(unsent);
  }
}
