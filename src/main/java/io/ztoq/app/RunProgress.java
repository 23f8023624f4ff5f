package io.ztoq.app;

import io.ztoq.run.PhaseFigures;
import io.ztoq.run.RunBook;
import io.ztoq.watch.Progress;
import java.util.function.Supplier;

/**
 * Progress of the phase under way; asks the store at most so often that it costs a twentieth of the
 * time.
 */
final class RunProgress implements Supplier<Progress> {

  private static final long SHARE = 20;

  private final PhaseFigures figures;
  private final RunBook book;
  private Progress last = new Progress("start", 0, 0, 0);
  private long due;

  RunProgress(PhaseFigures figures, RunBook book) {
    this.figures = figures;
    this.book = book;
  }

  @Override
  public synchronized Progress get() {
    String phase = book.phase();
    long now = System.nanoTime();
    if (!phase.equals(last.phase()) || now - due >= 0) {
      PhaseFigures.Counts counts = figures.of(phase);
      last = new Progress(phase, counts.done(), counts.total(), counts.rejects());
      due = System.nanoTime() + SHARE * (System.nanoTime() - now);
    }
    return last;
  }
}
