package io.ztoq.app;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import org.apache.camel.CamelExecutionException;

/**
 * A door as a route: Java code in the middle of its work takes the same way out as the routes do.
 */
final class RouteDoor implements Door {

  private final CamelRuntime runtime;
  private final String uri;

  RouteDoor(CamelRuntime runtime, String uri) {
    this.runtime = runtime;
    this.uri = uri;
  }

  @Override
  public ApiAnswer call(ApiRequest request) {
    try {
      return runtime.template().requestBody(uri, request, ApiAnswer.class);
    } catch (CamelExecutionException problem) {
      throw Unwrapped.of(problem);
    }
  }
}
