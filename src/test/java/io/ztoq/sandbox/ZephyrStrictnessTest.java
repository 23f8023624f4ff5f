package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.zephyr.ZephyrRules;
import io.ztoq.sandbox.zephyr.ZephyrTrait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that was only ever tried against a kind Zephyr gets wrong. */
class ZephyrStrictnessTest {

  private static final List<String> LISTS =
      List.of("testcases", "testcycles", "testplans", "testexecutions", "folders", "statuses");

  private Sandbox sandbox;
  private ApiClient client;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    client = new ApiClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private JsonNode page(String path) throws Exception {
    return client.zephyr(path + (path.contains("?") ? "&" : "?") + "projectKey=PAY").json();
  }

  @Test
  void onlyStartAndSizeOfAnOffsetPageArePromised() throws Exception {
    Set<String> missing = new HashSet<>();
    for (String list : LISTS) {
      JsonNode page = page("/" + list + "?maxResults=2");
      assertThat(page.has("startAt") && page.has("maxResults")).isTrue();
      for (String key : List.of("isLast", "next", "total")) {
        if (!page.has(key)) {
          missing.add(key);
        }
      }
    }

    assertThat(missing).containsExactlyInAnyOrder("isLast", "next", "total");
  }

  @Test
  void keysThatMayBeNullAreNullInOneObjectAndMissingInTheNext() throws Exception {
    int nulls = 0;
    int missing = 0;
    int strange = 0;
    for (JsonNode execution : page("/testexecutions?maxResults=1000").get("values")) {
      nulls += execution.has("environment") && execution.get("environment").isNull() ? 1 : 0;
      missing += execution.has("environment") ? 0 : 1;
      strange += execution.has("x_traceId") ? 1 : 0;
    }

    assertThat(nulls).isPositive();
    assertThat(missing).isPositive();
    assertThat(strange).isPositive();
  }

  @Test
  void aCursorIsNoIdOfARowAndAnEmptyPageNotTheEnd() throws Exception {
    List<Long> ids = new ArrayList<>();
    Set<Integer> sizes = new HashSet<>();
    boolean between = false;
    Long next = 0L;
    while (next != null) {
      JsonNode page = page("/testexecutions/nextgen?limit=1&startAtId=" + next);
      page.get("values").forEach(row -> ids.add(row.get("id").asLong()));
      sizes.add(page.get("values").size());
      between |=
          !ids.isEmpty() && page.get("nextStartAtId").asLong() == ids.get(ids.size() - 1) + 1;
      next = page.get("nextStartAtId").isNull() ? null : page.get("nextStartAtId").asLong();
    }

    assertThat(ids).hasSize(40).doesNotHaveDuplicates();
    assertThat(between).isTrue();
    assertThat(sizes).contains(1);
  }

  @Test
  void stepsComeByHundredsAtMost() throws Exception {
    JsonNode page = client.zephyr("/testcases/PAY-T11/teststeps?maxResults=1000").json();

    assertThat(page.get("values")).hasSize(100);
    assertThat(page.get("maxResults").asInt()).isEqualTo(100);
  }

  @Test
  void whoSeesManyProjectsMustSayWhoseCasesAreWanted() throws Exception {
    assertThat(client.zephyr("/testcases").status()).isEqualTo(400);
    assertThat(client.zephyr("/testcases/nextgen").status()).isEqualTo(400);
    assertThat(client.zephyr("/testcycles").status()).isEqualTo(200);
  }

  @Test
  void whatIsTrueOrFalseIsNothingElse() throws Exception {
    assertThat(client.zephyr("/testexecutions?onlyLastExecutions=yes").status()).isEqualTo(400);
    assertThat(client.zephyr("/testexecutions?includeStepLinks=1").status()).isEqualTo(400);
  }

  @Test
  void anObjectWithoutFilesIsA404OrAnEmptyList() throws Exception {
    Set<Integer> statuses = new HashSet<>();
    for (int number = 1; number <= 40; number++) {
      JsonNode answer = client.zephyr("/testexecutions/PAY-E" + number + "/attachments").json();
      statuses.add(answer.has("attachments") ? answer.get("attachments").size() : -1);
    }

    assertThat(statuses).contains(-1, 0);
  }

  @Test
  void changedStepsCountAsAnUpdateOrNot() throws Exception {
    ZephyrRules unseen = ZephyrRules.DEFAULT.withTraits(Set.of(ZephyrTrait.PARTS_UNSEEN));
    try (Sandbox other = Sandbox.start(SandboxOptions.defaults().withZephyr(unseen))) {
      assertThat(updatedAfterAChangeOfSteps(sandbox)).isEqualTo(1);
      assertThat(updatedAfterAChangeOfSteps(other)).isZero();
    }
  }

  private static int updatedAfterAChangeOfSteps(Sandbox sandbox) throws Exception {
    String list = "/testcases/nextgen?projectKey=PAY&updatedAfter=2026-01-01T00:00:00Z";
    sandbox.zephyrEdits().editCaseSteps("PAY-T1", steps -> steps.subList(0, 1));
    return new ApiClient(sandbox).zephyr(list).json().get("values").size();
  }
}
