package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Attachments: each by name and bytes on the right object, none more. */
final class CompareFiles {

  private static final Comparator<TargetFile> BY_NAME =
      Comparator.comparing(TargetFile::name).thenComparing(TargetFile::sha256);

  private final ExpectedProject expected;
  private final Rules rules;
  private final QTestReader reader;
  private final Differences differences;

  CompareFiles(ExpectedProject expected, Rules rules, QTestReader reader, Differences differences) {
    this.expected = expected;
    this.rules = rules;
    this.reader = reader;
    this.differences = differences;
  }

  void compareCases(Map<String, TargetObject> cases) {
    expected
        .cases()
        .forEach(
            (key, wanted) -> {
              TargetObject object = cases.get(key);
              if (object != null) {
                compare("case " + key, wanted.source().files(), "test-cases", object.id());
                JsonNode steps = object.row().path("test_steps");
                for (int index = 0; index < steps.size(); index++) {
                  List<SourceFile> files =
                      wanted.source().stepFiles().getOrDefault(index + 1, List.of());
                  compare(
                      "case " + key + " step " + (index + 1),
                      files,
                      "test-steps",
                      steps.get(index).path("id").asLong());
                }
              }
            });
  }

  void compareLogs(
      Map<String, TargetObject> runs, Map<String, JsonNode> logs, CompareLogs compareLogs) {
    for (ExpectedRun run : expected.runs().values()) {
      for (SourceExecution execution : run.logs()) {
        JsonNode log = logs.get(execution.mark());
        if (log != null && runs.containsKey(run.key())) {
          compare(
              "log of " + execution.mark(), execution.files(), "test-logs", log.get("id").asLong());
          compareSteps(execution, compareLogs.stepLogs(runs.get(run.key()), log));
        }
      }
    }
  }

  private void compareSteps(SourceExecution execution, SortedMap<Integer, JsonNode> stepLogs) {
    SortedMap<Integer, List<StepResults.Result>> results =
        new StepResults(execution, expected.source().statuses()).byPosition();
    stepLogs.forEach(
        (position, stepLog) -> {
          List<SourceFile> files = new ArrayList<>();
          for (StepResults.Result result : results.getOrDefault(position, List.of())) {
            files.addAll(execution.stepFiles().getOrDefault(result.index(), List.of()));
          }
          long id = stepLog.path("test_step_log_id").asLong();
          compare("log of " + execution.mark() + " step " + position, files, "test-step-logs", id);
        });
  }

  private void compare(String what, List<SourceFile> files, String objectType, long id) {
    List<SourceFile> fitting =
        files.stream().filter(file -> file.bytes() <= rules.fileLimit()).toList();
    List<TargetFile> wanted = new ArrayList<>(rules.files() ? UniqueNames.of(fitting) : List.of());
    List<TargetFile> actual = new ArrayList<>(reader.files(objectType, id));
    wanted.sort(BY_NAME);
    actual.sort(BY_NAME);
    differences.same(what, "files", wanted, actual);
  }
}
