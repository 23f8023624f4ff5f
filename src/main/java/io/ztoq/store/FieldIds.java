package io.ztoq.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code target_field}: the fields that the documents use, planned by the transform; preflight adds
 * their ids.
 */
public final class FieldIds {

  private final Store store;

  public FieldIds(Store store) {
    this.store = store;
  }

  /**
   * @param objectType test-cases, test-runs or test-suites
   * @param dataType of qTest (1 text box, 3 combo box, ...)
   * @param options labels that must exist, as a JSON array; null for none
   * @param system whether qTest brings the field along, so that it is never created
   */
  public record PlannedField(
      String objectType, String label, int dataType, @Nullable String options, boolean system) {}

  public List<PlannedField> planned(String projectKey) {
    return store.read(
        session ->
            session.query(
                """
            SELECT object_type, label, data_type, options, is_system FROM target_field
            WHERE project_key = ? ORDER BY object_type, label""",
                row ->
                    new PlannedField(
                        row.text("object_type"),
                        row.text("label"),
                        row.count("data_type"),
                        row.textOrNull("options"),
                        row.flag("is_system")),
                projectKey));
  }

  /** Keeps the ids that qTest has for labels of one object type. */
  public void keepIds(String projectKey, String objectType, Map<String, Long> idByLabel) {
    store.write(
        session -> {
          for (Map.Entry<String, Long> one : idByLabel.entrySet()) {
            session.update(
                "UPDATE target_field SET field_id = ? WHERE project_key = ? AND object_type = ? AND label = ?",
                one.getValue(),
                projectKey,
                objectType,
                one.getKey());
          }
          return idByLabel.size();
        });
  }
}
