package io.ztoq.sandbox;

import io.ztoq.sandbox.sample.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * A sandbox in a process of its own, for trials that kill ztoq. Arguments are pairs such as {@code
 * port=8081 size=tiny seed=42 dirty=true latency-ms=5 state=/tmp/state.gz zephyr-rate=50
 * qtest-rate=50}. Prints one line {@code READY <Zephyr URL> <qTest URL>} and runs until it is
 * stopped.
 */
public final class SandboxProcess {

  private SandboxProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    SandboxOptions options = SandboxOptions.defaults();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      options =
          with(options, argument.substring(0, Math.max(0, sign)), argument.substring(sign + 1));
    }
    Sandbox sandbox = Sandbox.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::stop, "stop-sandbox"));
    System.out.println("READY " + sandbox.zephyrUrl() + " " + sandbox.qtestUrl());
    new CountDownLatch(1).await();
  }

  private static SandboxOptions with(SandboxOptions options, String name, String value) {
    return switch (name) {
      case "port" -> options.withPort(Integer.parseInt(value));
      case "size" -> options.withSize(Size.valueOf(value.toUpperCase(Locale.ROOT)));
      case "seed" -> options.withSeed(Long.parseLong(value));
      case "dirty" -> options.withDirty(Boolean.parseBoolean(value));
      case "latency-ms" -> options.withLatency(Duration.ofMillis(Long.parseLong(value)));
      case "state" -> options.withStateFile(Path.of(value));
      case "zephyr-rate" -> options.withRates(Integer.parseInt(value), options.qtestPerSecond());
      case "qtest-rate" -> options.withRates(options.zephyrPerSecond(), Integer.parseInt(value));
      case "largest-file" -> options.withLargestFile(Long.parseLong(value));
      case "token-seconds" -> options.withTokenLifetime(Duration.ofSeconds(Long.parseLong(value)));
      case "month" -> options.withMonthlyBudget(Long.parseLong(value));
      default ->
          throw new IllegalArgumentException("unknown argument '" + name + "'; see SandboxProcess");
    };
  }
}
