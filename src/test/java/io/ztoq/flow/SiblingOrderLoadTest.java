package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.store.TargetKind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Siblings stand in qTest as they stand in Zephyr, also when their order changes there. */
class SiblingOrderLoadTest extends LoadTest {

  private long below;

  @BeforeEach
  void planSiblings() {
    below = ledger.module("folder/100", "Siblings", null);
    for (String name : List.of("A", "B", "C", "D")) {
      ledger.module("folder/" + name, name, below);
      ledger.cycle("cycle/PAY-R" + name, "Cycle " + name, null);
    }
    rig.load(door);
  }

  @Test
  void aChangedOrderIsBroughtUpToDateOnce() {
    sortAs("folder/A", "folder/C-then");
    sortAs("cycle/PAY-RD", "cycle/PAY-RA-before");
    long before = door.writes();

    rig.load(door);
    long after = door.writes();
    rig.load(door);

    assertThat(modules()).containsExactly("B", "C", "A", "D");
    assertThat(cycles()).containsSubsequence("Cycle D", "Cycle B", "Cycle C");
    assertThat(after - before).isLessThanOrEqualTo(6);
    assertThat(door.writes()).isEqualTo(after);
  }

  @Test
  void siblingsAddedBehindAndRemovedMoveNobody() {
    store.write(
        session ->
            session.update(
                "UPDATE target_object SET state = 'GONE' WHERE source_key = 'folder/A'"));
    ledger.module("folder/E", "E", below);
    long before = door.writes();

    rig.load(door);

    assertThat(door.writes() - before).isEqualTo(1);
    assertThat(modules()).containsExactly("A", "B", "C", "D", "E");
  }

  @Test
  void aSiblingAddedInTheMiddleStandsThere() {
    ledger.module("folder/BB", "BB", below);

    rig.load(door);

    assertThat(modules()).containsExactly("A", "B", "BB", "C", "D");
  }

  @Test
  void editsOfOthersStayWhereOnlyTheOrderChanges() {
    long id = target(TargetKind.MODULE, "folder/B");
    String path = "/api/v3/projects/" + sandbox.qtestProjectId() + "/modules/" + id;
    String edit = "{\"name\":\"B by hand\",\"description\":\"mine\"}";
    assertThat(door.call(ApiRequest.send("PUT", path, path, edit)).ok()).isTrue();
    sortAs("folder/B", "folder/Z");

    rig.load(door);

    assertThat(modules()).containsExactly("A", "C", "D", "B by hand");
    assertThat(get("/modules/" + id).path("description").asText()).isEqualTo("mine");
  }

  @Test
  void aLostAnswerOfAChangeOfOrderIsNoProblem() {
    sortAs("folder/A", "folder/Z");
    sandbox.faults().add(FaultRule.nth(Side.QTEST, "PUT", "/modules", FaultKind.LOST_RESPONSE, 1));

    rig.load(door);

    assertThat(modules()).containsExactly("B", "C", "D", "A");
    assertThat(ledger.count("PLANNED")).isZero();
  }

  private void sortAs(String key, String sortKey) {
    store.write(
        session ->
            session.update(
                "UPDATE target_object SET sort_key = ? WHERE source_key = ?", sortKey, key));
  }

  private List<String> modules() {
    return names(get("/modules?parentId=" + target(TargetKind.MODULE, "folder/100")));
  }

  private List<String> cycles() {
    return names(get("/test-cycles?parentId=0&parentType=root"));
  }

  private static List<String> names(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .sorted(Comparator.comparingInt(row -> row.path("order").asInt()))
        .map(row -> row.path("name").asText())
        .toList();
  }
}
