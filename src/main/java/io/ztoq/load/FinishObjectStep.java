package io.ztoq.load;

import io.ztoq.failure.RecordRejected;
import io.ztoq.store.TargetObject;
import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Ends the work on one object, however it ended. A failure that concerns more than one record ends the feed, too: Camel's
 * split asks for all remaining elements once more when it stops, and would wait for work that nobody does.
 */
public final class FinishObjectStep {

  private final WorkFeed feed;
  private final UploadFiles files;

  FinishObjectStep(WorkFeed feed, UploadFiles files) {
    this.feed = feed;
    this.files = files;
  }

  @Handler
  public void finish(@Variable("object") TargetObject object, @ExchangeException @Nullable Exception problem) {
    files.remove(object);
    if (problem != null && !concernsOneRecord(problem)) {
      feed.fail(problem);
    }
    feed.done(object);
  }

  /** Camel wraps what an expression throws. */
  private static boolean concernsOneRecord(Throwable problem) {
    for (Throwable one = problem; one != null; one = one.getCause()) {
      if (one instanceof RecordRejected) {
        return true;
      }
    }
    return false;
  }
}
