package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The qTest fields that the documents use. */
public final class TargetFields {

  /**
   * @param objectType {@code test-cases}, {@code test-runs} or {@code test-suites}
   * @param options JSON array of labels, null where the field is no choice
   */
  public record TargetField(
      String objectType,
      String label,
      @Nullable String sourceName,
      int dataType,
      @Nullable String options,
      boolean isSystem,
      String inferredAs) {}

  private TargetFields() {}

  /**
   * Keeps the number that a field has in qTest; fields that are no longer used and were never
   * created are removed.
   */
  public static void replace(Session session, String projectKey, List<TargetField> fields)
      throws SQLException {
    Set<String> wanted = new HashSet<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TargetField one : fields) {
      wanted.add(one.objectType() + " " + one.label());
      rows.add(
          new @Nullable Object[] {
            projectKey,
            one.objectType(),
            one.label(),
            one.sourceName(),
            one.dataType(),
            one.options(),
            one.isSystem(),
            one.inferredAs()
          });
    }
    session.batch(UPSERT, rows);
    for (String[] unused : unused(session, projectKey, wanted)) {
      session.update(
          "DELETE FROM target_field WHERE project_key = ? AND object_type = ? AND label = ?",
          projectKey,
          unused[0],
          unused[1]);
    }
  }

  /**
   * What the fields that stand in qTest were taken for, by object type and Zephyr name: that can
   * never be changed.
   */
  public static Map<String, String> created(Session session, String projectKey)
      throws SQLException {
    Map<String, String> found = new TreeMap<>();
    session.forEach(
        """
        SELECT object_type, source_name, inferred_as FROM target_field
        WHERE project_key = ? AND field_id IS NOT NULL AND source_name IS NOT NULL AND inferred_as IS NOT NULL
        """,
        row ->
            found.put(
                row.text("object_type") + " " + row.text("source_name"), row.text("inferred_as")),
        projectKey);
    return found;
  }

  private static final String UPSERT =
      """
      INSERT INTO target_field(project_key, object_type, label, source_name, data_type, options, is_system, inferred_as)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(project_key, object_type, label) DO UPDATE SET source_name = excluded.source_name,
        data_type = excluded.data_type, options = excluded.options, is_system = excluded.is_system,
        inferred_as = excluded.inferred_as
      """;

  private static List<String[]> unused(Session session, String projectKey, Set<String> wanted)
      throws SQLException {
    List<String[]> all =
        session.query(
            "SELECT object_type, label FROM target_field WHERE project_key = ? AND field_id IS NULL",
            row -> new String[] {row.text("object_type"), row.text("label")},
            projectKey);
    return all.stream().filter(one -> !wanted.contains(one[0] + " " + one[1])).toList();
  }
}
