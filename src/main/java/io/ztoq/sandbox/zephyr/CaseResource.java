package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.sample.Scripts;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Refusal;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Test cases with steps, scripts, links and versions. */
final class CaseResource {

  private static final Pattern KEY = Pattern.compile(".+-T[0-9]+");

  private final ZephyrWorld world;
  private final ZephyrPages pages;
  private final ProjectFilter filter;

  CaseResource(ZephyrWorld world, ZephyrPages pages, ProjectFilter filter) {
    this.world = world;
    this.pages = pages;
    this.filter = filter;
  }

  void addTo(Routes routes, boolean nextgen) {
    routes
        .on("GET", "/testcases", this::list)
        .on("GET", "/testcases/{key}", call -> pages.one(call, world.cases().row(id(call))))
        .on("GET", "/testcases/{key}/teststeps", this::steps)
        .on("GET", "/testcases/{key}/testscript", this::script)
        .on(
            "GET",
            "/testcases/{key}/links",
            call -> Reply.ok(world.cases().row(id(call)).get("links")))
        .on("GET", "/testcases/{key}/versions", this::versions)
        .on("GET", "/testcases/{key}/versions/{version}", this::version);
    if (nextgen) {
      routes.on("GET", "/testcases/nextgen", this::nextgen);
    }
  }

  private Reply list(Call call) {
    filter.matches(call);
    long folder = ZephyrPages.number(call, "folderId", 0, 1);
    if (folder == 0) {
      long[] ids = world.cases().ids();
      return pages.offset(call, ids.length, position -> world.cases().row(ids[position]));
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (long id : world.cases().ids()) {
      if (inFolder(id, folder)) {
        rows.add(world.cases().row(id));
      }
    }
    return pages.offset(call, rows);
  }

  private Reply nextgen(Call call) {
    filter.matches(call);
    long folder = ZephyrPages.number(call, "folderId", 0, 1);
    return pages.cursor(call, world.cases(), id -> folder == 0 || inFolder(id, folder));
  }

  private boolean inFolder(long id, long folder) {
    return world.cases().row(id).path("folder").path("id").asLong() == folder;
  }

  private long id(Call call) {
    String key = call.variable("key");
    if (!KEY.matcher(key).matches()) {
      throw ZephyrErrors.invalid("testCaseKey should match pattern " + KEY);
    }
    return world.caseId(key);
  }

  /**
   * 422 for scripts; a case without any script answers 422 here too or, every second one, an empty
   * list.
   */
  private Reply steps(Call call) {
    long id = id(call);
    if (!world.hasChangedSteps(id)) {
      Scripts.Kind kind = world.project().scripts().kind(Ids.caseNumber(id));
      boolean script = kind == Scripts.Kind.PLAIN || kind == Scripts.Kind.BDD;
      if (script || kind == Scripts.Kind.NONE && id % 2 == 1) {
        throw ZephyrErrors.wrongScript(
            "The test script of the test case is not of type step-by-step");
      }
    }
    return pages.steps(call, world.steps(id));
  }

  private Reply script(Call call) {
    long id = id(call);
    int number = Ids.caseNumber(id);
    Scripts.Kind kind =
        world.hasChangedSteps(id) ? Scripts.Kind.STEPS : world.project().scripts().kind(number);
    return switch (kind) {
      case PLAIN, BDD ->
          Reply.ok(
              Json.object()
                  .put("type", kind == Scripts.Kind.BDD ? "bdd" : "plain")
                  .put("text", world.project().scripts().text(number))
                  .put("id", 9_000_000 + number));
      case NONE ->
          throw new Refusal(
              ZephyrErrors.reply(404, "The test case does not exist or has no test script"));
      default ->
          throw ZephyrErrors.wrongScript(
              "The test script of the test case is of type step-by-step");
    };
  }

  private Reply versions(Call call) {
    long id = id(call);
    int number = Ids.caseNumber(id);
    List<ObjectNode> rows = new ArrayList<>();
    for (int version = count(number); version >= 1; version--) {
      rows.add(
          Json.object()
              .put("id", Ids.ofVersion(number, version))
              .put(
                  "self",
                  world
                      .project()
                      .place()
                      .url("/testcases/" + call.variable("key") + "/versions/" + version)));
    }
    return pages.offset(call, rows);
  }

  private int count(int number) {
    return number <= world.project().caseCount() ? world.project().cases().versions(number) : 1;
  }

  private Reply version(Call call) {
    long id = id(call);
    int number = Ids.caseNumber(id);
    String text = call.variable("version");
    int version = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    if (version < 1 || version > count(number)) {
      throw ZephyrErrors.unknown("Version " + text);
    }
    if (version == count(number)) {
      return Reply.ok(world.cases().row(id).put("id", Ids.ofVersion(number, version)));
    }
    return Reply.ok(world.project().cases().version(number, version));
  }
}
