package io.ztoq;

/** Entry point of the jar. */
public final class Ztoq {

  private Ztoq() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}
