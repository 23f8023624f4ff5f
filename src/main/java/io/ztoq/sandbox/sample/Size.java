package io.ztoq.sandbox.sample;

/** How much sample data there is. */
public enum Size {
  TINY(20),
  SMALL(1_000),
  MEDIUM(10_000),
  LARGE(100_000);

  private final int cases;

  Size(int cases) {
    this.cases = cases;
  }

  /** Number of test cases. */
  public int cases() {
    return cases;
  }
}
