package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says how what stands in qTest differs from what mapping.md wants for what stands in Zephyr. */
public final class Oracle {

  private final Remote zephyr;
  private final String projectKey;
  private final QTestReader qtest;
  private final Rules rules;

  /**
   * @param zephyr base URL that ends with /v2
   * @param qtest address of the site
   */
  public Oracle(
      URI zephyr,
      String zephyrToken,
      String projectKey,
      URI qtest,
      String qtestToken,
      long projectId,
      Rules rules) {
    this.zephyr = new Remote(trimmed(zephyr), "Bearer " + zephyrToken);
    this.projectKey = projectKey;
    this.qtest = new QTestReader(new Remote(trimmed(qtest), "bearer " + qtestToken), projectId);
    this.rules = rules;
  }

  private static String trimmed(URI address) {
    return address.toString().replaceAll("/+$", "");
  }

  /** What the oracle found, and how much it looked at. */
  public record Verdict(
      List<Difference> differences, int comparisons, Map<String, String> rejected) {

    @Override
    public String toString() {
      StringBuilder text =
          new StringBuilder(differences.size() + " differences in " + comparisons + " comparisons");
      differences.stream().limit(40).forEach(difference -> text.append("\n  ").append(difference));
      return text.toString();
    }
  }

  /** Reads the whole source; keep it while the source does not change. */
  public ZephyrProject readSource() {
    return new ZephyrReader(zephyr, projectKey, rules.files()).read();
  }

  public QTestProject readTarget() {
    return qtest.read();
  }

  /** Compares everything after a migration in one go. */
  public Verdict judge(ZephyrProject source) {
    return judge(source, Set.of(), true);
  }

  /**
   * Compares everything.
   *
   * @param older ids of objects that stood in the target before and are none of ztoq's business
   * @param fresh false after changes of the source: runs and logs may be of older versions, logs in
   *     the order of runs
   */
  public Verdict judge(ZephyrProject source, Set<Long> older, boolean fresh) {
    QTestProject target = qtest.read();
    Differences differences = new Differences();
    Set<Long> now = target.ids();
    Set<Long> lost = new HashSet<>(older);
    lost.removeAll(now);
    differences.same("objects of others", "ids that are gone", Set.of(), lost);
    ExpectedProject expected = new ExpectedProject(source, rules, priorities(target));
    CompareTrees trees = new CompareTrees(expected, rules, differences);
    Map<Long, String> modules = trees.modules(made(target.modules(), older));
    Map<String, TargetObject> cases =
        new CompareCases(expected, rules, differences)
            .compare(target, made(target.cases(), older), modules);
    Map<Long, String> cycles = trees.cycles(made(target.cycles(), older));
    Map<String, TargetObject> runs =
        new CompareRuns(expected, rules, differences, fresh)
            .compare(target, made(target.runs(), older), cycles, cases);
    CompareLogs logs = new CompareLogs(expected, rules, qtest, differences, fresh);
    Map<String, JsonNode> logsByMark = logs.compare(target, runs);
    CompareFiles files = new CompareFiles(expected, rules, qtest, differences);
    files.compareCases(cases);
    files.compareLogs(runs, logsByMark, logs);
    return new Verdict(
        differences.found(), differences.comparisons(), expected.rejections().reasons());
  }

  private static List<TargetObject> made(List<TargetObject> objects, Set<Long> older) {
    return objects.stream().filter(object -> !older.contains(object.id())).toList();
  }

  private static Set<String> priorities(QTestProject target) {
    for (TargetField field : target.caseFields()) {
      if (field.label().equals("Priority")) {
        return Set.copyOf(field.options());
      }
    }
    return Set.of();
  }
}
