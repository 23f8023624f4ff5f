package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The documents of test logs that stand in qTest, where their steps are frozen. */
public final class WrittenLogs {

  private WrittenLogs() {}

  /**
   * @param sourceKeys of executions
   * @return by source key; those that do not stand in qTest are left out
   */
  public static Map<String, String> documents(
      Session session, String projectKey, List<String> sourceKeys) throws SQLException {
    Map<String, String> found = new HashMap<>();
    for (List<String> some : Chunks.of(sourceKeys, 500)) {
      List<Object> parameters = new ArrayList<>(some);
      parameters.add(0, projectKey);
      session.forEach(
          "SELECT source_key, document FROM target_object WHERE kind = 'TEST_LOG' AND target_id IS NOT NULL"
              + " AND document IS NOT NULL AND project_key = ? AND source_key IN "
              + Chunks.marks(some.size()),
          row -> found.put(row.text("source_key"), row.text("document")),
          parameters.toArray());
    }
    return found;
  }
}
