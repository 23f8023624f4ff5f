package io.ztoq.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Test logs that stand in qTest, where their steps are frozen and their run is for ever. */
public final class WrittenLogs {

  /**
   * @param document as last planned, null when the record was rejected since
   * @param runKey source key of its run, null when that is not known
   */
  public record WrittenLog(@Nullable String document, @Nullable String runKey) {}

  private WrittenLogs() {}

  /**
   * @param sourceKeys of executions
   * @return by source key; those that do not stand in qTest are left out
   */
  public static Map<String, WrittenLog> of(
      Session session, String projectKey, List<String> sourceKeys) throws SQLException {
    Map<String, WrittenLog> found = new HashMap<>();
    for (List<String> some : Chunks.of(sourceKeys, 500)) {
      session.forEach(
          "SELECT l.source_key, l.document, r.source_key AS run_key FROM target_object l"
              + " LEFT JOIN target_object r ON r.target_object_id = l.parent_id"
              + " WHERE l.kind = 'TEST_LOG' AND l.target_id IS NOT NULL AND l.project_key = ? AND l.source_key IN "
              + Chunks.marks(some.size()),
          row ->
              found.put(
                  row.text("source_key"),
                  new WrittenLog(row.textOrNull("document"), row.textOrNull("run_key"))),
          Chunks.parameters(List.of(projectKey), some));
    }
    return found;
  }
}
