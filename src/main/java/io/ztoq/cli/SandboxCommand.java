package io.ztoq.cli;

import io.ztoq.sandbox.Sandbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the simulated systems and nothing else. */
@Command(
    name = "sandbox",
    description = "Starts the simulated Zephyr Scale and qTest on this machine",
    mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SandboxMixin options;

  SandboxCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Sandbox sandbox = options.start()) {
      SandboxMixin.keep(sandbox, surroundings.out());
    }
    return 0;
  }
}
