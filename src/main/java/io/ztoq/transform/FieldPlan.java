package io.ztoq.transform;

import io.ztoq.mapping.PlannedField;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which qTest field takes which custom field, per kind of object. */
record FieldPlan(Map<CustomFields, Map<String, PlannedField>> fields) {

  /** Where custom fields come from and go to. */
  enum CustomFields {
    CASE("TestCase", "test_case", "test-cases"),
    EXECUTION("TestExecution", "test_execution", "test-runs"),
    CYCLE("TestCycle", "test_cycle", "test-suites");

    private final String entity;
    private final String section;
    private final String objectType;

    CustomFields(String entity, String section, String objectType) {
      this.entity = entity;
      this.section = section;
      this.objectType = objectType;
    }

    /** Canonical table. */
    String entity() {
      return entity;
    }

    /** Section of the mapping files. */
    String section() {
      return section;
    }

    /** Object type in qTest's field settings. */
    String objectType() {
      return objectType;
    }
  }

  FieldPlan {
    fields = new HashMap<>(fields);
  }

  /** Null where the custom field has no field in qTest. */
  @Nullable PlannedField find(CustomFields where, String name) {
    return fields.getOrDefault(where, Map.of()).get(name);
  }
}
