package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.store.Target;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.util.List;

/** Finds what an object refers to. */
final class Targets {

  private Targets() {}

  /** Id of an object that stands in qTest. */
  static long id(TargetObject object) {
    Long id = object.targetId();
    if (id == null) {
      throw new IllegalStateException(object.display() + " has no id in qTest yet");
    }
    return id;
  }

  static TargetObject.Parent parent(TargetObject object) {
    TargetObject.Parent parent = object.parent();
    if (parent == null || parent.targetId() == 0) {
      throw new RecordRejected(
          "LOD-008",
          "%s: what it belongs to is not in qTest; see why that was rejected"
              .formatted(object.display()));
    }
    return parent;
  }

  /** Where below the execution tree an object goes. */
  static Place place(TargetObject object, Place top) {
    if (object.parent() == null) {
      return top;
    }
    TargetObject.Parent parent = parent(object);
    return new Place(
        parent.targetId(), parent.kind() == TargetKind.TEST_SUITE ? "test-suite" : "test-cycle");
  }

  /**
   * A case by its Zephyr key.
   *
   * @throws RecordRejected (LOD-007) when it is not in qTest
   */
  static Target testCase(Loading loading, TargetObject object, String key) {
    return loading
        .ledger()
        .target(TargetKind.TEST_CASE, key)
        .orElseThrow(
            () ->
                new RecordRejected(
                    "LOD-007",
                    "%s needs test case %s, which is not in qTest; see why that was rejected"
                        .formatted(object.display(), key)));
  }

  static boolean contains(List<JsonNode> rows, long id) {
    return rows.stream().anyMatch(row -> row.path("id").asLong() == id);
  }
}
