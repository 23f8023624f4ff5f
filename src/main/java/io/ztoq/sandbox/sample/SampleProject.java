package io.ztoq.sandbox.sample;

/**
 * A whole Zephyr project made from a seed. Nothing is stored: every entity is computed from its
 * number whenever it is asked for, so any size costs the same memory. Safe for all threads.
 */
public final class SampleProject {

  private final int caseCount;
  private final int cycleCount;
  private final int planCount;
  private final Place place;
  private final ReferenceLists lists;
  private final SampleFolders caseFolders;
  private final SampleFolders cycleFolders;
  private final SampleFolders planFolders;
  private final Scripts scripts;
  private final SampleCases cases;
  private final SampleCycles cycles;
  private final SampleExecutions executions;
  private final SampleFiles files;

  /**
   * @param caseCount number of test cases; executions are twice as many
   * @param dirty true adds records that the default rules must reject
   * @param largestFile size of the largest attachment in bytes
   */
  public SampleProject(Place place, long seed, int caseCount, boolean dirty, long largestFile) {
    Dice dice = new Dice(seed);
    Texts texts = new Texts(dice);
    this.caseCount = caseCount;
    this.cycleCount = Math.max(4, caseCount / 20);
    this.planCount = Math.max(2, caseCount / 200);
    this.place = place;
    this.lists = new ReferenceLists(place, dirty);
    this.caseFolders = SampleFolders.ofCases(place, caseCount);
    this.cycleFolders = SampleFolders.ofCycles(place, cycleCount);
    this.planFolders = SampleFolders.ofPlans(place, planCount);
    this.scripts = new Scripts(place, dice, texts, dirty);
    this.cases = new SampleCases(place, dice, texts, caseFolders, dirty);
    this.cycles = new SampleCycles(place, texts, cases, cycleFolders, planFolders, cycleCount);
    this.executions = new SampleExecutions(place, dice, texts, cases, cycleCount, dirty);
    this.files = new SampleFiles(dice, largestFile);
  }

  public int caseCount() {
    return caseCount;
  }

  public int cycleCount() {
    return cycleCount;
  }

  public int planCount() {
    return planCount;
  }

  public int executionCount() {
    return caseCount * 2;
  }

  public Place place() {
    return place;
  }

  public ReferenceLists lists() {
    return lists;
  }

  public SampleFolders caseFolders() {
    return caseFolders;
  }

  public SampleFolders cycleFolders() {
    return cycleFolders;
  }

  public SampleFolders planFolders() {
    return planFolders;
  }

  public Scripts scripts() {
    return scripts;
  }

  public SampleCases cases() {
    return cases;
  }

  public SampleCycles cycles() {
    return cycles;
  }

  public SampleExecutions executions() {
    return executions;
  }

  public SampleFiles files() {
    return files;
  }
}
