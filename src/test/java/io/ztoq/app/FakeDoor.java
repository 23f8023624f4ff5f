package io.ztoq.app;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Stands behind the doors of the test routes: everything exists, except a project called GONE. */
public final class FakeDoor {

  @Handler
  public ApiAnswer answer(@Body ApiRequest request) {
    if (request.path().endsWith("/ASKED-TO-STOP")) {
      throw new RunStopped(ExitCode.STOPPED, "ZEP-431", "stopped while waiting for Zephyr Scale");
    }
    int status = request.path().endsWith("/GONE") ? 404 : 200;
    return new ApiAnswer(status, Map.of(), "{}".getBytes(StandardCharsets.UTF_8), null, null);
  }
}
