package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Test logs: one per execution, oldest first, with status, times, note and the results of the
 * steps.
 */
final class CompareLogs {

  private static final Pattern MARKER = Pattern.compile("\\[zephyr:([^\\]]+)\\]\\s*(</p>)?\\s*$");

  private final ExpectedProject expected;
  private final Rules rules;
  private final QTestReader reader;
  private final Differences differences;
  private final boolean fresh;
  private final Texts texts;

  CompareLogs(
      ExpectedProject expected,
      Rules rules,
      QTestReader reader,
      Differences differences,
      boolean fresh) {
    this.expected = expected;
    this.rules = rules;
    this.reader = reader;
    this.differences = differences;
    this.fresh = fresh;
    this.texts = new Texts(rules.users());
  }

  /**
   * @return each log by the mark of its execution
   */
  Map<String, JsonNode> compare(QTestProject target, Map<String, TargetObject> runs) {
    Map<String, JsonNode> byMark = new HashMap<>();
    runs.forEach(
        (key, run) -> {
          ExpectedRun wanted = expected.runs().get(key);
          if (wanted != null) {
            compareRun(wanted, run, target.logs().get(run.id()), byMark);
          }
        });
    return byMark;
  }

  private void compareRun(
      ExpectedRun wanted, TargetObject run, List<JsonNode> logs, Map<String, JsonNode> byMark) {
    List<String> marks = new ArrayList<>();
    logs.forEach(log -> marks.add(mark(log)));
    List<String> wantedMarks = wanted.logs().stream().map(SourceExecution::mark).toList();
    if (fresh) {
      differences.same("run " + wanted.key(), "logs, oldest first", wantedMarks, marks);
    } else {
      differences.same(
          "run " + wanted.key(),
          "logs",
          wantedMarks.stream().sorted().toList(),
          marks.stream().sorted().toList());
    }
    for (SourceExecution execution : wanted.logs()) {
      int index = marks.indexOf(execution.mark());
      if (index >= 0) {
        byMark.put(execution.mark(), logs.get(index));
        compareLog(wanted, execution, logs.get(index));
        compareSteps(wanted, execution, run, logs.get(index));
      }
    }
  }

  static String mark(JsonNode log) {
    Matcher marker = MARKER.matcher(log.path("note").asText(""));
    return marker.find() ? marker.group(1) : "no marker in " + log.path("note");
  }

  private void compareLog(ExpectedRun run, SourceExecution execution, JsonNode log) {
    String what = "log of " + execution.mark() + " in " + run.key();
    JsonNode row = execution.row();
    differences.same(
        what,
        "status",
        expected.rejections().status(row.path("testExecutionStatus")),
        log.path("status").path("name").asText());
    Instant end = end(execution);
    Instant actualEnd = instant(log.path("exe_end_date"));
    Instant actualStart = instant(log.path("exe_start_date"));
    if (end == null) {
      boolean plausible = !actualEnd.isAfter(Instant.now()) && actualEnd.isAfter(Instant.EPOCH);
      differences.holds(plausible, what, "end", "the time of extraction", actualEnd);
    } else {
      differences.holds(near(end, actualEnd), what, "end", end.toString(), actualEnd);
    }
    Instant start =
        (end == null ? actualEnd : end).minusMillis(row.path("executionTime").asLong(0));
    differences.holds(near(start, actualStart), what, "start", start.toString(), actualStart);
    String note = log.path("note").asText("");
    String comment = row.path("comment").asText("");
    differences.holds(texts.startsWith(comment, note), what, "note", comment, note);
    differences.states(texts, what, "note", note, noteFacts(run, execution));
    differences.same(
        what,
        "build number",
        rules.reference(row.path("jiraProjectVersion").path("id").asText("")),
        log.path("build_number").asText(""));
  }

  private List<String> noteFacts(ExpectedRun run, SourceExecution execution) {
    List<String> facts = new ArrayList<>();
    String by = execution.row().path("executedById").asText("");
    if (!by.isEmpty()) {
      facts.add("Executed by " + rules.user(by));
    }
    for (Map.Entry<String, JsonNode> field : CustomFields.filled(execution.row())) {
      if (!rules.executionFields().containsKey(field.getKey())) {
        facts.add(field.getKey());
        facts.addAll(CustomFields.leaves(field.getValue()));
      } else if (!field.getValue().equals(latest(run).path(field.getKey()))) {
        facts.addAll(CustomFields.leaves(field.getValue()));
      }
    }
    int steps = expected.flattened(run.caseKey()).size();
    results(execution)
        .tailMap(steps + 1)
        .values()
        .forEach(
            results ->
                results.forEach(
                    result -> {
                      if (!rules.statuses().get(result.status()).isEmpty()) {
                        facts.add(result.status());
                      }
                      facts.add(result.actual());
                    }));
    facts.removeIf(String::isEmpty);
    return facts;
  }

  /** Custom fields of the execution whose values the run itself shows. */
  private static JsonNode latest(ExpectedRun run) {
    return run.executions().stream()
        .max(ExpectedProject.OLDEST_FIRST)
        .orElseThrow()
        .row()
        .path("customFields");
  }

  private SortedMap<Integer, List<StepResults.Result>> results(SourceExecution execution) {
    return new StepResults(execution, expected.source().statuses()).byPosition();
  }

  /** Null where only the time of extraction is left. */
  private Instant end(SourceExecution execution) {
    Instant end = ExpectedProject.endDate(execution);
    JsonNode cycle = expected.cycle(execution);
    String planned = cycle == null ? "" : cycle.path("plannedEndDate").asText("");
    return end != null || planned.isEmpty() ? end : CustomFields.instant(planned);
  }

  /** The same second: answers of qTest leave the milliseconds out. */
  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(1)) < 0;
  }

  static Instant instant(JsonNode date) {
    String text = date.asText("");
    return text.isEmpty()
        ? Instant.EPOCH
        : OffsetDateTime.parse(text.replaceAll("([+-]\\d{2})(\\d{2})$", "$1:$2"))
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toInstant();
  }

  private void compareSteps(
      ExpectedRun run, SourceExecution execution, TargetObject target, JsonNode log) {
    String what = "log of " + execution.mark() + " in " + run.key();
    SortedMap<Integer, JsonNode> actual = stepLogs(target, log);
    int steps = expected.flattened(run.caseKey()).size();
    SortedMap<Integer, List<StepResults.Result>> wanted =
        new TreeMap<>(results(execution).headMap(steps + 1));
    wanted.values().removeIf(results -> rules.statuses().get(StepResults.worst(results)).isEmpty());
    if (!fresh && !actual.isEmpty() && actual.firstKey() == 0) {
      return;
    }
    differences.same(what, "executed steps", wanted.keySet(), actual.keySet());
    wanted.forEach(
        (position, results) -> {
          if (actual.containsKey(position)) {
            compareStep(what + " step " + position, results, actual.get(position));
          }
        });
  }

  private void compareStep(String what, List<StepResults.Result> results, JsonNode stepLog) {
    differences.same(
        what,
        "status",
        rules.statuses().get(StepResults.worst(results)),
        stepLog.path("status").path("name").asText());
    String actual = stepLog.path("actual_result").asText("");
    if (!StepResults.isDataDriven(results)) {
      String source = results.get(0).actual();
      differences.holds(
          texts.same(source, actual), what, "actual result", texts.arrived(source), actual);
      return;
    }
    List<String> facts = new ArrayList<>();
    for (StepResults.Result result : results) {
      facts.add(String.valueOf(result.row()));
      facts.add(result.status());
      facts.add(result.actual());
    }
    facts.removeIf(String::isEmpty);
    differences.states(texts, what, "actual result", actual, facts);
  }

  /**
   * Step logs by position among the flattened steps; 0 for one of a version that is not to be seen
   * any more.
   */
  SortedMap<Integer, JsonNode> stepLogs(TargetObject run, JsonNode log) {
    SortedMap<Integer, JsonNode> byPosition = new TreeMap<>();
    if (!log.path("test_step_logs").isEmpty()) {
      long caseId =
          run.row().path("test_case").path("id").asLong(run.row().path("testCaseId").asLong());
      long version = log.path("test_case_version_id").asLong();
      StepPlaces places = new StepPlaces(reader.expandedSteps(caseId, version));
      for (JsonNode stepLog : log.path("test_step_logs")) {
        int position = places.next(stepLog);
        differences.holds(
            position > 0 || !fresh, "log " + log.get("id"), "step", "one of the version", stepLog);
        byPosition.put(position, stepLog);
      }
    }
    return byPosition;
  }
}
