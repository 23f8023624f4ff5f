package io.ztoq.app;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Stands behind the doors of the test routes: everything exists, except a project called GONE. */
public final class FakeDoor {

  @Handler
  public ApiAnswer answer(@Body ApiRequest request) {
    int status = request.path().endsWith("/GONE") ? 404 : 200;
    return new ApiAnswer(status, Map.of(), "{}".getBytes(StandardCharsets.UTF_8), null, null);
  }
}
