package io.ztoq.flow.oracle;

import java.util.Map;
import java.util.function.Predicate;

/**
 * The choices that mapping.md leaves to the configuration, with its defaults.
 *
 * @param statuses Zephyr execution status to qTest status; empty text: a run without log
 * @param users account id to name
 * @param references id of a component or Jira version to its name
 * @param caseFields Zephyr custom field to qTest label
 * @param executionFields Zephyr custom field of executions to a label of runs
 * @param refused names of cases that this qTest refuses to take
 */
public record Rules(
    Map<String, String> priorities,
    Map<String, String> statuses,
    Map<String, String> users,
    Map<String, String> references,
    Map<String, String> caseFields,
    Map<String, String> executionFields,
    String noFolder,
    String adhoc,
    boolean files,
    long fileLimit,
    Predicate<String> refused) {

  public static Rules defaults() {
    return new Rules(
        Map.of("High", "High", "Normal", "Medium", "Low", "Low"),
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
            ""),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        "No folder",
        "Ad-hoc executions",
        true,
        50L * 1024 * 1024,
        name -> false);
  }

  public Rules withFileLimit(long bytes) {
    return new Rules(
        priorities,
        statuses,
        users,
        references,
        caseFields,
        executionFields,
        noFolder,
        adhoc,
        files,
        bytes,
        refused);
  }

  public Rules withoutFiles() {
    return new Rules(
        priorities,
        statuses,
        users,
        references,
        caseFields,
        executionFields,
        noFolder,
        adhoc,
        false,
        fileLimit,
        refused);
  }

  public Rules withRefused(Predicate<String> names) {
    return new Rules(
        priorities,
        statuses,
        users,
        references,
        caseFields,
        executionFields,
        noFolder,
        adhoc,
        files,
        fileLimit,
        names);
  }

  public Rules withUsers(Map<String, String> names) {
    return new Rules(
        priorities,
        statuses,
        names,
        references,
        caseFields,
        executionFields,
        noFolder,
        adhoc,
        files,
        fileLimit,
        refused);
  }

  public Rules withFields(Map<String, String> ofCases, Map<String, String> ofExecutions) {
    return new Rules(
        priorities,
        statuses,
        users,
        references,
        ofCases,
        ofExecutions,
        noFolder,
        adhoc,
        files,
        fileLimit,
        refused);
  }

  String user(String accountId) {
    return users.getOrDefault(accountId, accountId);
  }

  String reference(String id) {
    return references.getOrDefault(id, id);
  }
}
