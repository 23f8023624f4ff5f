package io.ztoq.call;

import java.io.InputStream;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;

/** Counts the attempt, gives its place in the budget back and lets go of the connection. */
public final class LeaveStep {

  private final RemoteSystem system;
  private final Budget budget;
  private final CallCounts counts;

  public LeaveStep(RemoteSystem system, Budget budget, CallCounts counts) {
    this.system = system;
    this.budget = budget;
    this.counts = counts;
  }

  /**
   * Takes the exchange, because the HTTP component ties each answer to the end of the exchange: a
   * flow that reads ten thousand pages on one exchange would hold ten thousand answers.
   */
  @Handler
  public void leave(Exchange exchange) {
    Call call = exchange.getVariable("apiCall", Call.class);
    if (call != null && call.underWay()) {
      giveBack(call);
    }
    releaseAnswer(exchange);
    if (exchange.getMessage().getBody() instanceof InputStream) {
      // of an answer that was refused: it is closed, and a route behind the failure would read it
      exchange.getMessage().setBody(null);
    }
  }

  private void giveBack(Call call) {
    call.end();
    budget.leave();
    long millis = (System.nanoTime() - call.startedAt()) / 1_000_000;
    CallCounts.Kind kind = new CallCounts.Kind(system.word(), call.request().name(), call.status());
    counts.add(kind, call.sentBytes(), call.receivedBytes(), millis);
  }

  private static void releaseAnswer(Exchange exchange) {
    if (exchange.getUnitOfWork() == null) {
      return;
    }
    Exchange answers = new DefaultExchange(exchange.getContext());
    exchange.getUnitOfWork().handoverSynchronization(answers, LeaveStep::isOfTheHttpComponent);
    List<Synchronization> found = answers.getExchangeExtension().handoverCompletions();
    if (found != null) {
      found.forEach(answer -> answer.onComplete(answers));
    }
  }

  private static boolean isOfTheHttpComponent(Synchronization synchronization) {
    return synchronization.getClass().getName().startsWith("org.apache.camel.component.http.");
  }
}
