package io.ztoq.sandbox.fault;

/** One of the two simulated systems. */
public enum Side {
  ZEPHYR,
  QTEST
}
