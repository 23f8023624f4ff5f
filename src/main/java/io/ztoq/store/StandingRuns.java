package io.ztoq.store;

import io.ztoq.store.RunMoves.Log;
import io.ztoq.store.RunMoves.Run;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what the ledger knows of the runs and results of some cases. */
final class StandingRuns {

  private static final String RUN =
      "SELECT r.target_object_id, r.source_key, r.state, r.target_id, r.sort_key FROM target_object r";

  private static final String OF_CASES =
      RUN
          + """
             JOIN target_need n ON n.object_id = r.target_object_id
            JOIN target_object c ON c.target_object_id = n.needs_id
            WHERE r.kind = 'TEST_RUN' AND c.project_key = ? AND c.kind = 'TEST_CASE' AND c.source_key IN
            """;

  private final Session session;
  private final String projectKey;
  private final Map<Long, Run> runs = new HashMap<>();

  StandingRuns(Session session, String projectKey) {
    this.session = session;
    this.projectKey = projectKey;
  }

  /** Whether the project has runs in qTest at all. */
  static boolean any(Session session, String projectKey) throws SQLException {
    return session
        .first(
            "SELECT 1 AS found FROM target_object"
                + " WHERE project_key = ? AND kind = 'TEST_RUN' AND target_id IS NOT NULL LIMIT 1",
            row -> true,
            projectKey)
        .isPresent();
  }

  /** New keys by row, for the runs that follow their executions. */
  Map<Long, String> moves(Collection<String> caseKeys, Collection<RunPlace> places)
      throws SQLException {
    List<Log> logs = logs(places.stream().map(RunPlace::executionKey).toList());
    read(OF_CASES, List.of(projectKey), new ArrayList<>(caseKeys));
    Set<Object> holders = new HashSet<>();
    logs.forEach(log -> holders.add(log.runId()));
    holders.removeAll(runs.keySet());
    read(RUN + " WHERE r.target_object_id IN ", List.of(), new ArrayList<>(holders));
    Set<Object> keys = new HashSet<>();
    places.forEach(place -> keys.add(place.runKey()));
    runs.values().forEach(run -> keys.remove(run.key()));
    read(
        RUN + " WHERE r.project_key = ? AND r.kind = 'TEST_RUN' AND r.source_key IN ",
        List.of(projectKey),
        new ArrayList<>(keys));
    return RunMoves.decide(runs.values(), logs, places);
  }

  private void read(String sql, List<?> first, List<?> values) throws SQLException {
    for (List<?> some : Chunks.of(values, 500)) {
      session.forEach(
          sql + Chunks.marks(some.size()),
          row -> {
            Run run = run(row);
            runs.put(run.id(), run);
          },
          Chunks.parameters(first, some));
    }
  }

  private static Run run(Row row) throws SQLException {
    boolean isWritten = row.numberOrNull("target_id") != null;
    return new Run(
        row.number("target_object_id"),
        row.text("source_key"),
        isWritten,
        isWritten || "SENDING".equals(row.text("state")),
        row.text("sort_key"));
  }

  private List<Log> logs(List<String> executionKeys) throws SQLException {
    List<Log> found = new ArrayList<>();
    for (List<String> some : Chunks.of(executionKeys, 500)) {
      session.forEach(
          "SELECT source_key, parent_id FROM target_object WHERE project_key = ? AND kind = 'TEST_LOG'"
              + " AND target_id IS NOT NULL AND parent_id IS NOT NULL AND source_key IN "
              + Chunks.marks(some.size()),
          row -> found.add(new Log(row.number("parent_id"), row.text("source_key"))),
          Chunks.parameters(List.of(projectKey), some));
    }
    return found;
  }
}
