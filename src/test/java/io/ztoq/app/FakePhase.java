package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Stands for the phases of the test routes; what it does is told by the project's key. */
public final class FakePhase {

  static final List<String> SEEN = new CopyOnWriteArrayList<>();

  @Handler
  public void run(@Variable("phase") String phase, @Variable("projectKey") String projectKey) {
    SEEN.add(phase);
    String fault = phase.equals("transform") ? projectKey : "";
    switch (fault) {
      case "BUG" -> throw new IllegalStateException("a bug");
      case "OUTAGE" -> throw new TransientFailure("ZEP-503", "Zephyr Scale cannot be reached");
      case "BUDGET" -> throw new RunStopped(ExitCode.STOPPED, "QTS-430", "the reserve is reached");
      default -> {}
    }
  }
}
