package io.ztoq.load;

import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;

/**
 * Says why a load ended early. What ended the feed comes before what the split ended with: a worker
 * may still ask the split for its next element when that has already let go of everything, and the
 * split passes on this trouble of its own.
 */
public final class StopLoadStep {

  private final WorkFeed feed;

  StopLoadStep(WorkFeed feed) {
    this.feed = feed;
  }

  /**
   * @throws Exception always
   */
  @Handler
  public void stop(@ExchangeException Exception problem) throws Exception {
    Exception first = feed.failure();
    throw first == null ? problem : first;
  }
}
