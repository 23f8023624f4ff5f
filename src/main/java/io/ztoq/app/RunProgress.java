package io.ztoq.app;

import io.ztoq.call.RemoteSystem;
import io.ztoq.run.PhaseFigures;
import io.ztoq.run.RunBook;
import io.ztoq.watch.Progress;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Progress of the phase under way; asks the store at most so often that it costs a twentieth of the
 * time.
 */
final class RunProgress implements Supplier<Progress> {

  private static final long SHARE = 20;

  private final PhaseFigures figures;
  private final RunBook book;
  private final DoorBeans doors;
  private final LongSupplier requestsLeft;
  private Progress last = new Progress("start", 0, 0, 0);
  private long due;

  /**
   * @param requestsLeft of an extraction, by what is known so far
   */
  RunProgress(PhaseFigures figures, RunBook book, DoorBeans doors, LongSupplier requestsLeft) {
    this.figures = figures;
    this.book = book;
    this.doors = doors;
    this.requestsLeft = requestsLeft;
  }

  @Override
  public synchronized Progress get() {
    String phase = book.phase();
    long now = System.nanoTime();
    if (!phase.equals(last.phase()) || now - due >= 0) {
      last = counted(phase);
      due = System.nanoTime() + SHARE * (System.nanoTime() - now);
    }
    return new Progress(last.phase(), last.done(), last.total(), last.rejects(), trouble());
  }

  /**
   * An extraction is as far as its requests: those sent, and those that the store still needs, if
   * there are.
   */
  private Progress counted(String phase) {
    PhaseFigures.Counts counts = figures.of(phase);
    if (!phase.equals("extract")) {
      return new Progress(phase, counts.done(), counts.total(), counts.rejects());
    }
    long sent = doors.state(RemoteSystem.ZEPHYR).totals().calls();
    long left = requestsLeft.getAsLong();
    return new Progress(phase, sent, left == 0 ? 0 : sent + left, counts.rejects());
  }

  private String trouble() {
    return Arrays.stream(RemoteSystem.values())
        .map(system -> doors.state(system).trouble())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
