package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * Test cycles and test plans. A cycle is addressed by its number or by a key with -R; old keys with
 * -C are refused.
 */
final class CycleResource {

  private static final Pattern CYCLE = Pattern.compile("([0-9]{1,18})|([A-Z][A-Z_0-9]+-R[0-9]+)");
  private static final Pattern PLAN = Pattern.compile("([0-9]{1,18})|(.+-P[0-9]+)");

  private final ZephyrWorld world;
  private final ZephyrPages pages;
  private final ProjectFilter filter;

  CycleResource(ZephyrWorld world, ZephyrPages pages, ProjectFilter filter) {
    this.world = world;
    this.pages = pages;
    this.filter = filter;
  }

  void addTo(Routes routes, boolean nextgen) {
    routes
        .on("GET", "/testcycles", call -> list(call, world.cycles(), cycleFilter(call)))
        .on(
            "GET",
            "/testcycles/{idOrKey}",
            call -> pages.one(call, world.cycles().row(cycleId(call))))
        .on(
            "GET",
            "/testcycles/{idOrKey}/links",
            call -> Reply.ok(world.cycles().row(cycleId(call)).get("links")))
        .on("GET", "/testplans", call -> list(call, world.plans(), id -> true))
        .on(
            "GET",
            "/testplans/{idOrKey}",
            call -> pages.one(call, world.plans().row(planId(call))));
    if (nextgen) {
      routes
          .on("GET", "/testcycles/nextgen", call -> cursor(call, world.cycles(), cycleFilter(call)))
          .on("GET", "/testplans/nextgen", call -> cursor(call, world.plans(), id -> true));
    }
  }

  private Reply list(Call call, Shelf shelf, LongPredicate wanted) {
    filter.matches(call);
    List<ObjectNode> rows = new ArrayList<>();
    for (long id : shelf.ids()) {
      if (wanted.test(id)) {
        rows.add(shelf.row(id));
      }
    }
    return pages.offset(call, rows);
  }

  private Reply cursor(Call call, Shelf shelf, LongPredicate wanted) {
    filter.matches(call);
    return pages.cursor(call, shelf, wanted);
  }

  private LongPredicate cycleFilter(Call call) {
    long folder = ZephyrPages.number(call, "folderId", 0, 1);
    long version = ZephyrPages.number(call, "jiraProjectVersionId", 0, 1);
    if (folder == 0 && version == 0) {
      return id -> true;
    }
    return id -> {
      ObjectNode row = world.cycles().row(id);
      return (folder == 0 || row.path("folder").path("id").asLong() == folder)
          && (version == 0 || row.path("jiraProjectVersion").path("id").asLong() == version);
    };
  }

  long cycleId(Call call) {
    String text = checked(call, CYCLE, "testCycleIdOrKey");
    long id =
        text.contains("-")
            ? world.idByKey(world.cycles(), text, 'R', Ids::ofCycle)
            : Long.parseLong(text);
    ObjectNode row = world.cycles().find(id);
    if (row == null || text.contains("-") && !row.get("key").asText().equals(text)) {
      throw ZephyrErrors.unknown("Test cycle " + text);
    }
    return id;
  }

  long planId(Call call) {
    String text = checked(call, PLAN, "testPlanIdOrKey");
    long id =
        text.contains("-")
            ? world.idByKey(world.plans(), text, 'P', Ids::ofPlan)
            : Long.parseLong(text);
    if (!world.plans().has(id)) {
      throw ZephyrErrors.unknown("Test plan " + text);
    }
    return id;
  }

  private static String checked(Call call, Pattern pattern, String name) {
    String text = call.variable("idOrKey");
    if (!pattern.matcher(text).matches()) {
      throw ZephyrErrors.invalid(name + " should match pattern " + pattern);
    }
    return text;
  }
}
