package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Test executions and their step results. */
final class ExecutionResource {

  private static final Pattern EXECUTION = Pattern.compile("([0-9]{1,18})|(.+-E[0-9]+)");
  private static final Pattern CYCLE_KEY = Pattern.compile("[A-Z][A-Z_0-9]+-R[0-9]+");
  private static final Pattern CASE = Pattern.compile("([0-9]{1,18})|(.+-T[0-9]+)");

  private final ZephyrWorld world;
  private final ZephyrPages pages;
  private final ProjectFilter filter;

  ExecutionResource(ZephyrWorld world, ZephyrPages pages, ProjectFilter filter) {
    this.world = world;
    this.pages = pages;
    this.filter = filter;
  }

  void addTo(Routes routes, boolean nextgen) {
    routes
        .on("GET", "/testexecutions", this::list)
        .on(
            "GET",
            "/testexecutions/{idOrKey}",
            call -> pages.one(call, world.executions().row(id(call))))
        .on("GET", "/testexecutions/{idOrKey}/teststeps", this::steps)
        .on(
            "GET",
            "/testexecutions/{idOrKey}/links",
            call -> Reply.ok(world.executions().row(id(call)).get("links")));
    if (nextgen) {
      routes.on(
          "GET",
          "/testexecutions/nextgen",
          call -> {
            filter.matches(call);
            LongPredicate wanted = wanted(call);
            return pages.cursor(call, world.executions(), wanted == null ? id -> true : wanted);
          });
    }
  }

  private Reply list(Call call) {
    filter.matches(call);
    LongPredicate wanted = wanted(call);
    long[] ids = world.executions().ids();
    if (wanted == null) {
      return pages.offset(call, ids.length, position -> world.executions().row(ids[position]));
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (long id : ids) {
      if (wanted.test(id)) {
        rows.add(world.executions().row(id));
      }
    }
    return pages.offset(call, rows);
  }

  /** The filters of the query; null when there are none. */
  private @Nullable LongPredicate wanted(Call call) {
    List<Predicate<ObjectNode>> filters = new ArrayList<>();
    addKeyFilters(call, filters);
    String after = call.query("actualEndDateAfter");
    if (after != null) {
      Instant bound = ZephyrPages.instant("actualEndDateAfter", after);
      filters.add(row -> row.has("actualEndDate") && end(row).isAfter(bound));
    }
    String before = call.query("actualEndDateBefore");
    if (before != null) {
      Instant bound = ZephyrPages.instant("actualEndDateBefore", before);
      filters.add(row -> row.has("actualEndDate") && end(row).isBefore(bound));
    }
    long version = ZephyrPages.number(call, "jiraProjectVersionId", 0, 1);
    if (version > 0) {
      filters.add(row -> row.path("jiraProjectVersion").path("id").asLong() == version);
    }
    var unused = ZephyrPages.flag(call, "includeStepLinks");
    Set<Long> last = ZephyrPages.flag(call, "onlyLastExecutions") ? lastExecutions() : null;
    if (last != null) {
      filters.add(row -> last.contains(row.get("id").asLong()));
    }
    return filters.isEmpty()
        ? null
        : id -> {
          ObjectNode row = world.executions().row(id);
          return filters.stream().allMatch(each -> each.test(row));
        };
  }

  private void addKeyFilters(Call call, List<Predicate<ObjectNode>> filters) {
    String cycle = call.query("testCycle");
    if (cycle != null) {
      if (!CYCLE_KEY.matcher(cycle).matches()) {
        throw ZephyrErrors.invalid("testCycle should match pattern " + CYCLE_KEY);
      }
      long id = world.idByKey(world.cycles(), cycle, 'R', Ids::ofCycle);
      filters.add(row -> row.path("testCycle").path("id").asLong() == id);
    }
    String testCase = call.query("testCase");
    if (testCase != null) {
      if (!CASE.matcher(testCase).matches()) {
        throw ZephyrErrors.invalid("testCase should match pattern " + CASE);
      }
      String key =
          testCase.contains("-")
              ? testCase
              : world.project().cases().key(Ids.caseNumber(Long.parseLong(testCase)));
      filters.add(
          row ->
              row.get("testCase")
                  .get("self")
                  .asText()
                  .contains("/testcases/" + key + "/versions/"));
    }
  }

  private static Instant end(ObjectNode row) {
    return Instant.parse(row.get("actualEndDate").asText());
  }

  /** The newest execution per case and cycle, which drops history on purpose. */
  private Set<Long> lastExecutions() {
    Map<String, Long> last = new HashMap<>();
    for (long id : world.executions().ids()) {
      ObjectNode row = world.executions().row(id);
      String self = row.get("testCase").get("self").asText();
      last.put(
          self.substring(0, self.indexOf("/versions/")) + row.path("testCycle").path("id").asLong(),
          id);
    }
    return new HashSet<>(last.values());
  }

  long id(Call call) {
    String text = call.variable("idOrKey");
    if (!EXECUTION.matcher(text).matches()) {
      throw ZephyrErrors.invalid("testExecutionIdOrKey should match pattern " + EXECUTION);
    }
    long id =
        text.contains("-")
            ? world.idByKey(world.executions(), text, 'E', Ids::ofExecution)
            : Long.parseLong(text);
    ObjectNode row = world.executions().find(id);
    if (row == null || text.contains("-") && !row.path("key").asText().equals(text)) {
      throw ZephyrErrors.unknown("Test execution " + text);
    }
    return id;
  }

  private Reply steps(Call call) {
    List<ObjectNode> steps = world.executionSteps(id(call));
    String wanted = call.query("testDataRowNumber");
    if (wanted == null) {
      return pages.steps(call, steps);
    }
    long row = ZephyrPages.number(call, "testDataRowNumber", 0, 0);
    return pages.steps(
        call,
        steps.stream()
            .filter(step -> step.path("inline").path("testDataRowNumber").asLong() == row)
            .toList());
  }
}
