package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Test cycles and plans. One cycle in 17 has an old key with -C, which can be addressed by id only.
 */
public final class SampleCycles {

  private static final Instant FIRST_DAY = Instant.parse("2023-05-01T07:00:00Z");

  private final Place place;
  private final Texts texts;
  private final CustomFields fields;
  private final SampleCases cases;
  private final SampleFolders cycleFolders;
  private final SampleFolders planFolders;
  private final int cycles;

  SampleCycles(
      Place place,
      Texts texts,
      SampleCases cases,
      SampleFolders cycleFolders,
      SampleFolders planFolders,
      int cycles) {
    this.place = place;
    this.texts = texts;
    this.fields = new CustomFields(texts.dice(), texts);
    this.cases = cases;
    this.cycleFolders = cycleFolders;
    this.planFolders = planFolders;
    this.cycles = cycles;
  }

  public String key(int number) {
    return place.key(number % 17 == 4 ? 'C' : 'R', number);
  }

  public Instant updated(int number) {
    return FIRST_DAY.plus(number, ChronoUnit.HOURS);
  }

  public ObjectNode cycle(int number) {
    ObjectNode row = Json.object().put("id", Ids.ofCycle(number)).put("key", key(number));
    row.put(
        "name",
        number % 7 == 0 ? "Nightly" : "Cycle " + number + ": " + texts.sentence("cycle", number));
    row.set("project", place.project());
    row.set(
        "jiraProjectVersion",
        number % 4 == 1
            ? Json.object()
                .put("id", 10_300 + number % 5)
                .put("self", SampleCases.jira("/rest/api/2/version/" + number))
            : Json.object().nullNode());
    row.set("status", place.ref("statuses", ReferenceLists.STATUS_CYCLE + number % 3));
    row.set("folder", number % 5 == 2 ? Json.object().nullNode() : cycleFolders.ref(number));
    row.put("description", number % 3 == 1 ? null : texts.html("cycled", number));
    Instant start = FIRST_DAY.plus(number % 400, ChronoUnit.DAYS);
    row.put("plannedStartDate", number % 3 == 2 ? null : start.toString());
    row.put("plannedEndDate", number % 3 == 2 ? null : start.plus(14, ChronoUnit.DAYS).toString());
    if (number % 4 == 3) {
      row.putNull("owner");
    } else {
      String owner = texts.person("cycleowner", number);
      row.putObject("owner")
          .put("accountId", owner)
          .put("self", SampleCases.jira("/rest/api/2/user"));
    }
    row.set("customFields", fields.ofCycle(number));
    row.set("links", links(number));
    return row;
  }

  private ObjectNode links(int number) {
    ObjectNode links = cases.links("/testcycles/" + Ids.ofCycle(number), number);
    var plans = links.putArray("testPlans");
    if (number % 9 == 1) {
      plans
          .addObject()
          .put("id", 700_000 + number)
          .put("self", place.url("/links/" + (700_000 + number)))
          .put("testPlanId", Ids.ofPlan(1))
          .put("type", "RELATED")
          .put("target", place.url("/testplans/" + Ids.ofPlan(1)));
    }
    return links;
  }

  public ObjectNode plan(int number) {
    ObjectNode row = Json.object().put("id", Ids.ofPlan(number)).put("key", place.key('P', number));
    row.put("name", "Plan " + number)
        .put("objective", number % 2 == 0 ? null : texts.html("plan", number));
    row.set("project", place.project());
    row.set("status", place.ref("statuses", ReferenceLists.STATUS_PLAN + number % 2));
    row.set("folder", number % 3 == 0 ? Json.object().nullNode() : planFolders.ref(number));
    row.putObject("owner").put("accountId", texts.person("planowner", number));
    row.putObject("customFields").put("Milestone", "M" + number);
    row.putArray("labels").add("release");
    ObjectNode links = cases.links("/testplans/" + Ids.ofPlan(number), number);
    links.remove("self");
    long cycle = Ids.ofCycle((number - 1) % cycles + 1);
    links
        .putArray("testCycles")
        .addObject()
        .put("id", 800_000 + number)
        .put("self", place.url("/links/" + number))
        .put("testCycleId", cycle)
        .put("type", "RELATED")
        .put("target", place.url("/testcycles/" + cycle));
    row.set("links", links);
    return row;
  }
}
