package io.ztoq.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.HttpDoor;
import io.ztoq.qtest.FieldCatalogue;
import io.ztoq.qtest.QTestField;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.sandbox.Sandbox;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.sandbox.fault.FaultKind;
import io.ztoq.sandbox.fault.FaultRule;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.store.FieldIds.PlannedField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields and options are made as qTest allows it, or named. */
class FieldSetupTest {

  private static final String TYPE = "test-cases";

  private Sandbox sandbox;
  private HttpDoor door;
  private QTestRequests requests;
  private FieldSetup setup;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    door = new HttpDoor(sandbox.qtestUrl(), sandbox.qtestToken());
    requests = new QTestRequests(sandbox.qtestProjectId());
    setup = new FieldSetup(requests, new QTestLists(door, 100), door, true, false, () -> {});
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static PlannedField combo(String label, int options) {
    ArrayNode labels = QTestJson.array();
    for (int i = 0; i < options; i++) {
      labels.add("option " + i);
    }
    return new PlannedField(TYPE, label, QTestField.COMBO_BOX, labels.toString(), false);
  }

  private Map<String, QTestField> prepare(PlannedField... fields) {
    return setup.prepare(new HashMap<>(Map.of(TYPE, Set.of(fields)))).get(TYPE);
  }

  @Test
  void makesMoreOptionsThanACallTakes() {
    Map<String, QTestField> found = prepare(combo("Team", 250));

    assertThat(found.get("Team").options()).hasSize(250).containsKey("option 249");
  }

  @Test
  void addsTheMissingOptionsOnlyAlsoWhenAnAnswerIsLost() {
    prepare(combo("Team", 30));
    sandbox
        .faults()
        .add(FaultRule.nth(Side.QTEST, "POST", "allowed-values", FaultKind.LOST_RESPONSE, 1));

    Map<String, QTestField> found = prepare(combo("Team", 260));

    assertThat(found.get("Team").options()).hasSize(260);
  }

  @Test
  void refusesAFieldThatIsSwitchedOffBeforeItAddsAnything() {
    long id = prepare(combo("Team", 3)).get("Team").id();
    switchOff(id);
    long writes = door.writes();

    assertThatThrownBy(() -> prepare(combo("Team", 5), combo("Other", 2)))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("'Team' on test-cases is switched off");

    assertThat(door.writes()).isEqualTo(writes);
  }

  private void switchOff(long id) {
    String path =
        "/api/v3/projects/%d/settings/%s/fields/%d".formatted(sandbox.qtestProjectId(), TYPE, id);
    ObjectNode off = QTestJson.object().put("label", "Team").put("is_active", false);
    for (JsonNode field : QTestJson.body(door.call(requests.fields(TYPE))).orElseThrow()) {
      if (field.path("id").asLong() == id) {
        off.set("allowed_values", field.path("allowed_values"));
      }
    }
    assertThat(door.call(ApiRequest.send("PUT", path, path, QTestJson.write(off))).ok()).isTrue();
  }

  @Test
  void takesTheActiveOneOfTwoFieldsOfOneLabel() {
    QTestField off = new QTestField(1, "Team", 1, false, false, false, Map.of());
    QTestField on = new QTestField(2, "Team", 1, false, true, false, Map.of());

    assertThat(FieldCatalogue.byLabel(List.of(off, on)).get("Team").id()).isEqualTo(2);
    assertThat(FieldCatalogue.byLabel(List.of(on, off)).get("Team").id()).isEqualTo(2);
  }

  @Test
  void namesAllFieldsThatItMayNotMakeAndAsksOnce() {
    sandbox.faults().add(FaultRule.always(Side.QTEST, "POST", "settings", FaultKind.FORBIDDEN));
    long writes = door.writes();

    assertThatThrownBy(() -> prepare(combo("Team", 2), combo("Area", 2), combo("Site", 120)))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("test-cases 'Team' (type 3, options [")
        .hasMessageContaining("'Area'")
        .hasMessageContaining("'Site'")
        .hasMessageContaining("qtest.create-fields");

    assertThat(door.writes() - writes).isEqualTo(1);
  }

  @Test
  void refusesAMarkerFieldThatIsNoText() {
    ObjectNode body =
        QTestJson.object().put("label", FieldCatalogue.ZEPHYR_KEY).put("data_type", 7);
    assertThat(door.call(requests.createField(TYPE, body)).ok()).isTrue();
    Map<String, Set<PlannedField>> planned = new HashMap<>();
    setup.addKeys(planned);

    assertThatThrownBy(() -> setup.prepare(planned))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("Zephyr Key")
        .hasMessageContaining("type 7");
  }
}
