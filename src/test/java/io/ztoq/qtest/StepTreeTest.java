package io.ztoq.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTreeTest {

  @Test
  void numbersTheStepsOfCalledCasesInTheirPlace() {
    JsonNode own = steps("{id:1}", "{id:2,called:70}", "{id:3}");
    JsonNode expanded =
        steps("{id:1}", "{id:21,called:70,parent:2}", "{id:22,called:70,parent:2}", "{id:3}");

    assertThat(places(own, expanded)).containsExactly("1:1", "2:21", "3:22", "4:3");
  }

  @Test
  void leavesOutTheCallStepItselfWhereQTestShowsIt() {
    JsonNode own = steps("{id:1,called:70}");
    JsonNode expanded = steps("{id:1,called:70}", "{id:21,called:70,parent:1}");

    assertThat(places(own, expanded)).containsExactly("1:21");
  }

  /** 1 calls 70, whose step 22 calls 80, which has none. */
  @Test
  void aCallToACaseWithoutStepsHasNoResultHoweverDeepItStands() {
    JsonNode own = steps("{id:1,called:70}", "{id:2,called:80}", "{id:3}");
    JsonNode expanded =
        steps(
            "{id:1,called:70}",
            "{id:21,called:70,parent:1}",
            "{id:22,called:80,parent:1}",
            "{id:23,called:70,parent:1}",
            "{id:2,called:80}",
            "{id:3}");

    assertThat(places(own, expanded)).containsExactly("1:21", "2:23", "3:3");
  }

  /** Steps of a called case need not name it. */
  @Test
  void stepsThatNameNoCaseAreSteps() {
    JsonNode own = steps("{id:1,called:70}");
    JsonNode expanded =
        steps(
            "{id:1,called:70}",
            "{id:21,parent:1}",
            "{id:22,called:80,parent:1}",
            "{id:31,parent:22}");

    assertThat(places(own, expanded)).containsExactly("1:21", "2:31");
  }

  private static List<String> places(JsonNode own, JsonNode expanded) {
    return StepTree.flatten(own, expanded).stream()
        .filter(step -> step.position() != null)
        .map(step -> step.position() + ":" + step.id())
        .toList();
  }

  private static JsonNode steps(String... steps) {
    return QTestJson.tree(
        ("[" + String.join(",", steps) + "]")
            .replace("id:", "\"id\":")
            .replace("called:", "\"called_test_case_id\":")
            .replace("parent:", "\"parent_test_step_id\":"));
  }
}
