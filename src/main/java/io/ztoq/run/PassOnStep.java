package io.ztoq.run;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;

/**
 * Passes on what ended the work of parallel workers: called where a worker fails and where the
 * split has failed. What a worker met first comes before what the split ended with: a worker may
 * still ask the split for its next element when that has already let go of everything, and the
 * split then ends with this trouble of its own.
 */
public final class PassOnStep {

  private final FirstFailure failure;

  public PassOnStep(FirstFailure failure) {
    this.failure = failure;
  }

  /**
   * Asks for the property, since {@code @ExchangeException} gives what an exception was caused by.
   *
   * @throws Exception always
   */
  @Handler
  public void passOn(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception problem)
      throws Exception {
    Exception first = failure.keep(problem);
    throw first;
  }
}
