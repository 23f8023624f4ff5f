package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Test executions, two per case: number {@code 2c - 1} and {@code 2c} belong to case {@code c}.
 * Both in one cycle and environment with the same end date for {@code c % 10 == 3}; without a cycle
 * for {@code c % 33 == 5}; of version 1 where the case has more; without key for one in 40. Dirty
 * data: status "Retest" and the case of execution 40 not listed.
 */
public final class SampleExecutions {

  private static final Instant FIRST_DAY = Instant.parse("2023-06-01T06:00:00Z");

  /**
   * Offsets into {@link ReferenceLists#EXECUTION_STATUSES}; every status occurs in the smallest
   * project.
   */
  private static final int[] STATUSES = {2, 2, 3, 2, 4, 2, 1, 0, 2, 3};

  private static final int UNLISTED_CASE = 77_777;

  private final Place place;
  private final Dice dice;
  private final Texts texts;
  private final CustomFields fields;
  private final SampleCases cases;
  private final int cycles;
  private final boolean dirty;

  SampleExecutions(
      Place place, Dice dice, Texts texts, SampleCases cases, int cycles, boolean dirty) {
    this.place = place;
    this.dice = dice;
    this.texts = texts;
    this.fields = new CustomFields(dice, texts);
    this.cases = cases;
    this.cycles = cycles;
    this.dirty = dirty;
  }

  /** Number of the executed case. */
  public int caseNumber(int number) {
    return unlisted(number) ? UNLISTED_CASE : (number + 1) / 2;
  }

  private boolean unlisted(int number) {
    return dirty && (number == 40 || number % 1999 == 0);
  }

  /** Number of the cycle; 0 for an ad-hoc execution. */
  public int cycleNumber(int number) {
    int owner = (number + 1) / 2;
    if (owner % 33 == 5) {
      return 0;
    }
    return 1 + dice.roll("cycle", owner % 10 == 3 ? owner : number + 1_000_000L, cycles);
  }

  /** Offset into {@link ReferenceLists#EXECUTION_STATUSES}. */
  int status(int number) {
    boolean unmapped = dirty && (number == 26 || number % 1993 == 0);
    return unmapped ? 5 : STATUSES[(number * 7 + number / 13) % 10];
  }

  /** Version of the case that was executed. */
  int version(int number) {
    return number % 2 == 1 ? 1 : cases.versions(caseNumber(number));
  }

  public @Nullable Instant endDate(int number) {
    int status = status(number);
    if (status == 0 || status == 1 && number % 4 == 1) {
      return null;
    }
    int owner = (number + 1) / 2;
    return FIRST_DAY.plusSeconds(
        dice.roll("end", owner % 10 == 3 ? owner : number + 1_000_000L, 30_000_000));
  }

  public Instant updated(int number) {
    Instant end = endDate(number);
    return end == null ? FIRST_DAY.plusSeconds(number) : end.plusSeconds(number % 500);
  }

  public @Nullable String key(int number) {
    return number % 40 == 7 ? null : place.key('E', number);
  }

  private @Nullable Integer environment(int number) {
    int owner = (number + 1) / 2;
    int roll = dice.roll("environment", owner % 10 == 3 ? owner : number + 1_000_000L, 10);
    return roll < 4 ? Integer.valueOf(roll) : null;
  }

  public ObjectNode execution(int number) {
    ObjectNode row = Json.object().put("id", Ids.ofExecution(number));
    if (key(number) != null) {
      row.put("key", key(number));
    }
    row.set("project", place.project());
    int owner = caseNumber(number);
    String self = "/testcases/" + cases.key(owner) + "/versions/" + version(number);
    row.putObject("testCase")
        .put("id", Ids.ofVersion(owner, version(number)))
        .put("self", place.url(self));
    addReferences(row, number);
    Instant end = endDate(number);
    if (end != null) {
      row.put("actualEndDate", end.toString());
    }
    row.put("estimatedTime", number % 3 == 0 ? null : 120_000L);
    row.put(
        "executionTime",
        end == null || number % 5 == 0 ? null : 1_000L * dice.roll("took", number, 3_600));
    row.put("executedById", end == null ? null : texts.person("tester", number));
    row.put("assignedToId", number % 2 == 0 ? null : texts.person("assigned", number));
    row.put("comment", number % 3 == 1 ? texts.html("comment", number) : null);
    row.put("automated", number % 6 == 0);
    row.set("customFields", fields.ofExecution(number));
    ObjectNode links = cases.links("/testexecutions/" + Ids.ofExecution(number), number);
    links.remove("webLinks");
    row.set("links", links);
    return row;
  }

  private void addReferences(ObjectNode row, int number) {
    Integer environment = environment(number);
    row.set(
        "environment",
        environment == null
            ? Json.object().nullNode()
            : place.ref("environments", ReferenceLists.ENVIRONMENT + environment));
    row.set(
        "jiraProjectVersion",
        number % 8 == 2
            ? Json.object()
                .put("id", 10_300 + number % 5)
                .put("self", SampleCases.jira("/rest/api/2/version/" + number))
            : Json.object().nullNode());
    row.set(
        "testExecutionStatus",
        place.ref("statuses", ReferenceLists.STATUS_EXECUTION + status(number)));
    int cycle = cycleNumber(number);
    row.set(
        "testCycle",
        cycle == 0 ? Json.object().nullNode() : place.ref("testcycles", Ids.ofCycle(cycle)));
  }

  /**
   * Step results: the steps of the executed version flattened through calls, per data row where the
   * case is data-driven ({@code c % 25 == 14}). Cases whose calls form a loop have none.
   */
  public List<ObjectNode> steps(int number, Scripts scripts) {
    List<ObjectNode> results = new ArrayList<>();
    int owner = caseNumber(number);
    if (unlisted(number)) {
      return results;
    }
    Scripts.Kind kind = scripts.kind(owner);
    if (kind == Scripts.Kind.LOOP_FIRST
        || kind == Scripts.Kind.LOOP_SECOND
        || kind == Scripts.Kind.EMPTY_STEP) {
      return results;
    }
    List<ObjectNode> flat = scripts.flattened(owner);
    if (version(number) < cases.versions(owner) && owner % 2 == 0 && !flat.isEmpty()) {
      flat.add(flat.get(0).deepCopy().put("description", "A step that later versions do not have"));
    }
    int rows = owner % 25 == 14 ? 3 : 1;
    for (int row = 1; row <= rows; row++) {
      for (int position = 1; position <= flat.size(); position++) {
        int status = stepStatus(number, position + row - 1, flat.size());
        ObjectNode result = result(flat.get(position - 1), status, number * 1000L + position);
        ((ObjectNode) result.get("inline")).put("testDataRowNumber", rows == 1 ? null : row);
        results.add(result.put("id", Ids.ofExecutionStep(number, results.size() + 1)));
      }
    }
    return results;
  }

  private int stepStatus(int number, int position, int count) {
    int status = status(number);
    int decisive = 1 + dice.roll("decisive", number, Math.max(1, count));
    return position < decisive && status != 0
        ? 2
        : status == 2 || position == decisive ? status : 0;
  }

  private ObjectNode result(ObjectNode step, int status, long topic) {
    ObjectNode inline = step.deepCopy();
    inline.remove("customFields");
    inline.put(
        "actualResult",
        status == 0 || dice.chance("actual", topic, 60) ? null : texts.html("actual", topic));
    inline.set("status", place.ref("statuses", ReferenceLists.STATUS_EXECUTION + status));
    ObjectNode result = Json.object();
    result.set("inline", inline);
    return result;
  }
}
