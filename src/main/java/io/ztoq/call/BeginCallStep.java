package io.ztoq.call;

import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Opens the record of one request and all its attempts. */
public final class BeginCallStep {

  @Handler
  public Call begin(@Body ApiRequest request) {
    return new Call(request);
  }
}
