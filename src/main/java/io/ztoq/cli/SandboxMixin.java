package io.ztoq.cli;

import io.ztoq.sandbox.Sandbox;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.sandbox.sample.Size;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** Options of commands that start the simulated Zephyr Scale and qTest. */
final class SandboxMixin {

  @Option(
      names = "--size",
      paramLabel = "tiny|small|medium|large",
      description =
          "20, 1 000, 10 000 or 100 000 test cases with cycles, executions and files (default: tiny)")
  Size size = Size.TINY;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Same seed, same data (default: 42)")
  long seed = 42;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "Milliseconds added to every answer (default: 0)")
  int latency;

  @Option(names = "--dirty", description = "Adds records that cannot be migrated as they are")
  boolean dirty;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port on 127.0.0.1 (default: a free one)")
  int port;

  Sandbox start() {
    return Sandbox.start(
        SandboxOptions.defaults()
            .withSize(size)
            .withSeed(seed)
            .withDirty(dirty)
            .withPort(port)
            .withLatency(Duration.ofMillis(latency)));
  }

  /** Says how to work with a running sandbox, then waits for Ctrl-C. */
  static void keep(Sandbox sandbox, PrintWriter out) throws InterruptedException {
    out.println(
        """

        Zephyr Scale and qTest are simulated until Ctrl-C. To work with them, in another terminal:

          export ZEPHYR_BASE_URL=%s ZEPHYR_API_TOKEN=%s ZEPHYR_PROJECT_KEY=%s
          export QTEST_BASE_URL=%s QTEST_BEARER_TOKEN=%s QTEST_PROJECT_ID=%d
          ztoq verify-tokens"""
            .formatted(
                sandbox.zephyrUrl(),
                sandbox.zephyrToken(),
                sandbox.projectKey(),
                sandbox.qtestUrl(),
                sandbox.qtestToken(),
                sandbox.qtestProjectId()));
    out.flush();
    CountDownLatch signal = new CountDownLatch(1);
    Interrupts.install(signal::countDown);
    signal.await();
    out.println("the simulations have ended");
  }
}
