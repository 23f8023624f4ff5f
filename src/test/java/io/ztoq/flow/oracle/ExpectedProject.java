package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must stand in qTest, computed from the source and mapping.md. */
final class ExpectedProject {

  static final String NO_FOLDER = "zephyr:no-folder";
  static final String ADHOC = "zephyr:adhoc";

  private final ZephyrProject source;
  private final Rejections rejections;
  private final FolderTree caseFolders;
  private final FolderTree cycleFolders;
  private final Map<Long, JsonNode> cyclesById = new HashMap<>();
  private final Map<String, ExpectedCase> cases = new LinkedHashMap<>();
  private final Map<String, ExpectedRun> runs = new LinkedHashMap<>();

  ExpectedProject(ZephyrProject source, Rules rules, Set<String> priorityLabels) {
    this.source = source;
    this.caseFolders = new FolderTree(source.caseFolders());
    this.cycleFolders = new FolderTree(source.cycleFolders());
    Calls calls = new Calls(source.cases());
    this.rejections = new Rejections(source, rules, calls, priorityLabels);
    source.cycles().forEach(cycle -> cyclesById.put(cycle.get("id").asLong(), cycle));
    ExpectedSteps steps = new ExpectedSteps(calls);
    for (SourceCase one : source.cases()) {
      if (!rejections.isRejected(one)) {
        cases.put(
            one.key(), new ExpectedCase(one, module(one), rejections.priority(one), steps.of(one)));
      }
    }
    group().forEach((key, executions) -> runs.put(key, run(key, executions)));
  }

  private String module(SourceCase one) {
    long folder = one.row().path("folder").path("id").asLong();
    return caseFolders.ids().contains(folder) ? "zephyr:folder/" + folder : NO_FOLDER;
  }

  private Map<String, List<SourceExecution>> group() {
    Map<String, List<SourceExecution>> groups = new LinkedHashMap<>();
    for (SourceExecution one : source.executions()) {
      if (!rejections.hasNoPlace(one)) {
        groups.computeIfAbsent(runKey(one), key -> new ArrayList<>()).add(one);
      }
    }
    return groups;
  }

  private String runKey(SourceExecution one) {
    String cycle = cycle(one) == null ? "adhoc" : cycle(one).get("key").asText();
    String environment = environment(one);
    return cycle + '/' + one.caseKey() + (environment.isEmpty() ? "" : '/' + environment);
  }

  /** The cycle of an execution, null for an ad-hoc one. */
  JsonNode cycle(SourceExecution one) {
    return cyclesById.get(one.row().path("testCycle").path("id").asLong());
  }

  private String environment(SourceExecution one) {
    return source
        .environments()
        .getOrDefault(one.row().path("environment").path("id").asLong(), "");
  }

  private ExpectedRun run(String key, List<SourceExecution> executions) {
    SourceExecution any = executions.get(0);
    List<SourceExecution> logs =
        executions.stream().filter(this::hasLog).sorted(OLDEST_FIRST).toList();
    boolean optional = executions.stream().allMatch(rejections::isRejected);
    JsonNode cycle = cycle(any);
    String mark = cycle == null ? ADHOC : "zephyr:cycle/" + cycle.get("key").asText();
    return new ExpectedRun(key, mark, any.caseKey(), environment(any), logs, optional, executions);
  }

  private boolean hasLog(SourceExecution one) {
    return !rejections.isRejected(one)
        && !rejections.status(one.row().path("testExecutionStatus")).isEmpty();
  }

  static final Comparator<SourceExecution> OLDEST_FIRST =
      Comparator.<SourceExecution, Boolean>comparing(one -> endDate(one) == null)
          .thenComparing(one -> endDate(one) == null ? Instant.MAX : endDate(one))
          .thenComparing(SourceExecution::id);

  /** Null where the execution has no end date of its own. */
  static Instant endDate(SourceExecution one) {
    String end = one.row().path("actualEndDate").asText("");
    return end.isEmpty() ? null : Instant.parse(end);
  }

  /** The steps of a case with calls replaced by what they call, as Zephyr numbers step results. */
  List<FlatStep> flattened(String caseKey) {
    List<FlatStep> flat = new ArrayList<>();
    flatten(caseKey, "", flat);
    return flat;
  }

  private void flatten(String caseKey, String above, List<FlatStep> flat) {
    List<ExpectedStep> steps = cases.get(caseKey).steps();
    for (int index = 0; index < steps.size(); index++) {
      ExpectedStep step = steps.get(index);
      String path = above + (index + 1);
      if (step.calls().isEmpty()) {
        flat.add(new FlatStep(path, step));
      } else {
        flatten(step.calls(), path + '/', flat);
      }
    }
  }

  ZephyrProject source() {
    return source;
  }

  Rejections rejections() {
    return rejections;
  }

  FolderTree caseFolders() {
    return caseFolders;
  }

  FolderTree cycleFolders() {
    return cycleFolders;
  }

  Map<String, ExpectedCase> cases() {
    return cases;
  }

  Map<String, ExpectedRun> runs() {
    return runs;
  }
}
