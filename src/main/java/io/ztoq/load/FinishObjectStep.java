package io.ztoq.load;

import io.ztoq.store.TargetObject;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Ends the work on one object, however it ended. A failure that concerns more than one record ends
 * the feed, too: Camel's split asks for all remaining elements once more when it stops, and would
 * wait for work that nobody does.
 */
public final class FinishObjectStep {

  private final WorkFeed feed;
  private final UploadFiles files;

  FinishObjectStep(WorkFeed feed, UploadFiles files) {
    this.feed = feed;
    this.files = files;
  }

  /**
   * @param settled "true" when the object was brought to qTest, rejected or postponed; Camel
   *     remembers failures that were dealt with, too, such as an answer that was lost at the door,
   *     so their presence alone says nothing
   * @param problem what ended the work on an object that is not settled
   */
  @Handler
  public void finish(
      @Variable("object") TargetObject object,
      @Variable("settled") @Nullable String settled,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) @Nullable Exception problem) {
    files.remove(object);
    if (settled == null) {
      feed.fail(
          problem == null
              ? new IllegalStateException("the work on " + object.display() + " broke off")
              : problem);
    }
  }
}
