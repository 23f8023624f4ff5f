package io.ztoq.load;

import io.ztoq.store.TargetObject;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Ends the work on one object, however it ended. */
public final class FinishObjectStep {

  private final WorkFeed feed;
  private final UploadFiles files;

  FinishObjectStep(WorkFeed feed, UploadFiles files) {
    this.feed = feed;
    this.files = files;
  }

  @Handler
  public void finish(@Variable("object") TargetObject object) {
    files.remove(object);
    feed.done(object);
  }
}
