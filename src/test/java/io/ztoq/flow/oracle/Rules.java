package io.ztoq.flow.oracle;

import java.util.Map;
import java.util.function.Predicate;

/**
 * The choices that mapping.md leaves to the configuration, with its defaults.
 *
 * @param users account id to name
 * @param references id of a component or Jira version to its name
 * @param refused names of cases that this qTest refuses to take
 */
public record Rules(
    Words words,
    Map<String, String> users,
    Map<String, String> references,
    Fields fields,
    Shape shape,
    Files attachments,
    Predicate<String> refused) {

  /**
   * Tables and names.
   *
   * @param statuses Zephyr execution status to qTest status; empty text: a run without log
   */
  public record Words(
      Map<String, String> priorities,
      Map<String, String> statuses,
      String noFolder,
      String adhoc) {}

  /**
   * Custom fields that go to a field of another label.
   *
   * @param ofCases Zephyr custom field to qTest label
   * @param ofExecutions Zephyr custom field of executions to a label of runs
   */
  public record Fields(Map<String, String> ofCases, Map<String, String> ofExecutions) {}

  /**
   * How things stand in qTest.
   *
   * @param suites whether cycles become test suites
   * @param release below which the cycles stand, 0 for the root
   * @param links whether links become text
   */
  public record Shape(boolean approved, boolean suites, long release, boolean links) {}

  /** Whether and up to which size files are taken. */
  public record Files(boolean taken, long limit) {}

  public static Rules defaults() {
    Map<String, String> statuses =
        Map.of(
            "Pass",
            "Passed",
            "Fail",
            "Failed",
            "Blocked",
            "Blocked",
            "In Progress",
            "Incomplete",
            "Not Executed",
            "");
    return new Rules(
        new Words(
            Map.of("High", "High", "Normal", "Medium", "Low", "Low"),
            statuses,
            "No folder",
            "Ad-hoc executions"),
        Map.of(),
        Map.of(),
        new Fields(Map.of(), Map.of()),
        new Shape(true, false, 0, true),
        new Files(true, 50L * 1024 * 1024),
        name -> false);
  }

  public Rules withFileLimit(long bytes) {
    return new Rules(words, users, references, fields, shape, new Files(files(), bytes), refused);
  }

  public Rules withRefused(Predicate<String> names) {
    return new Rules(words, users, references, fields, shape, attachments, names);
  }

  public Rules withUsers(Map<String, String> names) {
    return new Rules(words, names, references, fields, shape, attachments, refused);
  }

  public Rules withReferences(Map<String, String> names) {
    return new Rules(words, users, names, fields, shape, attachments, refused);
  }

  public Rules withFields(Map<String, String> ofCases, Map<String, String> ofExecutions) {
    return new Rules(
        words, users, references, new Fields(ofCases, ofExecutions), shape, attachments, refused);
  }

  public Rules withShape(Shape other) {
    return new Rules(words, users, references, fields, other, attachments, refused);
  }

  Map<String, String> priorities() {
    return words.priorities();
  }

  Map<String, String> statuses() {
    return words.statuses();
  }

  String noFolder() {
    return words.noFolder();
  }

  String adhoc() {
    return words.adhoc();
  }

  boolean files() {
    return attachments.taken();
  }

  long fileLimit() {
    return attachments.limit();
  }

  Map<String, String> caseFields() {
    return fields.ofCases();
  }

  Map<String, String> executionFields() {
    return fields.ofExecutions();
  }

  String user(String accountId) {
    return users.getOrDefault(accountId, accountId);
  }

  String reference(String id) {
    return references.getOrDefault(id, id);
  }
}
