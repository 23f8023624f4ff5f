package io.ztoq.route;

import io.ztoq.call.Call;
import io.ztoq.failure.TransientFailure;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * Repeats what failed transiently, for routes with {@code routeConfigurationId:
 * retry-transient-failures}. Whether and when is decided by the {@link Call} in the variable {@link
 * RunVariables#API_CALL}; the waiting is done at the door, where a stop of the run can end it. A
 * route without a call under way repeats nothing.
 */
public final class RetryTransientFailures extends RouteConfigurationBuilder {

  @Override
  public void configuration() {
    routeConfiguration("retry-transient-failures")
        .errorHandler(defaultErrorHandler().logExhausted(false).logStackTrace(false))
        .onException(TransientFailure.class)
        .retryWhile(RetryTransientFailures::mayRepeat)
        .redeliveryDelay(0)
        .retryAttemptedLogLevel(LoggingLevel.DEBUG)
        .retriesExhaustedLogLevel(LoggingLevel.DEBUG)
        .logStackTrace(false)
        .logExhausted(false);
  }

  private static boolean mayRepeat(Exchange exchange) {
    Call call = exchange.getVariable(RunVariables.API_CALL, Call.class);
    return call != null && call.repeat();
  }
}
