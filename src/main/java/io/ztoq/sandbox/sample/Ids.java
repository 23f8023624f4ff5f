package io.ztoq.sandbox.sample;

/**
 * Zephyr's numeric ids of the sample entities, each kind in a range of its own. Numbers of entities
 * start at 1.
 */
public final class Ids {

  public static final long PROJECT = 4711;
  public static final long JIRA_PROJECT = 10_042;
  private static final long CASE = 10_000_000;
  private static final long VERSION = 20_000_000;
  private static final long CYCLE = 130_000_000;
  private static final long PLAN = 140_000_000;
  private static final long EXECUTION = 150_000_000;
  private static final long STEP = 1_000_000_000L;
  private static final long EXECUTION_STEP = 2_000_000_000_000L;

  private Ids() {}

  public static long ofCase(long number) {
    return CASE + number;
  }

  public static int caseNumber(long id) {
    return (int) (id - CASE);
  }

  /** Differs from the case's id: an execution names the version it ran. */
  public static long ofVersion(long caseNumber, int version) {
    return VERSION + caseNumber * 10 + version;
  }

  public static long ofCycle(long number) {
    return CYCLE + number;
  }

  public static int cycleNumber(long id) {
    return (int) (id - CYCLE);
  }

  public static long ofPlan(long number) {
    return PLAN + number;
  }

  public static int planNumber(long id) {
    return (int) (id - PLAN);
  }

  public static long ofExecution(long number) {
    return EXECUTION + number;
  }

  public static int executionNumber(long id) {
    return (int) (id - EXECUTION);
  }

  /**
   * @param position of the step, from 1 to 999
   */
  public static long ofStep(long caseNumber, int position) {
    return STEP + caseNumber * 1000 + position;
  }

  /**
   * @param position of the step result, from 1 to 9999
   */
  public static long ofExecutionStep(long executionNumber, int position) {
    return EXECUTION_STEP + executionNumber * 10_000 + position;
  }
}
