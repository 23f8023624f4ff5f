package io.ztoq.load;

import io.ztoq.store.TargetObject;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.spi.Synchronization;

/**
 * Puts the object that was handed out where the routes look for it, and gives it back when they are
 * done with it, whatever somebody has made of them: a filter may leave out all that follows.
 */
public final class TakeObjectStep implements Synchronization {

  private final WorkFeed feed;

  TakeObjectStep(WorkFeed feed) {
    this.feed = feed;
  }

  /**
   * Sets the variables {@code object}, {@code kind} (its name) and {@code objectId}; none at the
   * end of the feed. Takes the exchange, because an expression of the route that looks into an
   * object copies the exchange each time, and four of them cost as much as sending a request.
   */
  @Handler
  public void take(Exchange exchange) {
    Optional<?> found = exchange.getMessage().getBody(Optional.class);
    if (found.isPresent() && found.get() instanceof TargetObject object) {
      exchange.getExchangeExtension().addOnCompletion(this);
      exchange.setVariable("object", object);
      exchange.setVariable("kind", object.kind().name());
      exchange.setVariable("objectId", Long.toString(object.id()));
    }
  }

  @Override
  public void onComplete(Exchange exchange) {
    feed.done();
  }

  @Override
  public void onFailure(Exchange exchange) {
    feed.done();
  }
}
