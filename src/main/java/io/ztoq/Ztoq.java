package io.ztoq;

import io.ztoq.cli.Cli;
import io.ztoq.cli.Surroundings;

/** Entry point of the jar. */
public final class Ztoq {

  private Ztoq() {}

  public static void main(String[] args) {
    System.exit(Cli.run(Surroundings.ofProcess(), args));
  }
}
