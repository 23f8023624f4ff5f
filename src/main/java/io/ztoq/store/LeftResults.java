package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Results that stay where they are although their execution belongs to another run now: qTest
 * neither moves nor deletes them. Their rows are GONE, under the key of the execution and their
 * number in qTest; the execution gets a new row, or the one back that it had at this run.
 */
final class LeftResults {

  /** Between both parts of the key; no key of an execution has it. */
  private static final String SIGN = "@";

  /** A row {@code g} of a result that was left. */
  static final String IS_LEFT =
      "g.kind = 'TEST_LOG' AND g.state = 'GONE' AND g.source_key LIKE '%" + SIGN + "%'";

  private static final String KIND = "result-moved";

  private final Session session;
  private final String projectKey;

  LeftResults(Session session, String projectKey) {
    this.session = session;
    this.projectKey = projectKey;
  }

  /** A result of an execution. */
  private record Result(long id, @Nullable Long targetId, @Nullable Long runId, String state) {}

  /** Leaves the results of these executions, and takes those that they left at their run now. */
  void leave(Map<String, String> runByExecution) throws SQLException {
    for (Map.Entry<String, String> one : runByExecution.entrySet()) {
      Long run = row(TargetKind.TEST_RUN, one.getValue()).map(Result::id).orElse(null);
      Optional<Result> result = row(TargetKind.TEST_LOG, one.getKey());
      Optional<Long> back = run == null ? Optional.empty() : leftAt(run, one.getKey());
      boolean isElsewhere =
          result
              .filter(at -> at.targetId() != null && !Objects.equals(run, at.runId()))
              .isPresent();
      boolean givesWay =
          result.filter(at -> at.targetId() == null && !at.state().equals("SENDING")).isPresent();
      if (isElsewhere || (back.isPresent() && givesWay)) {
        leave(result.orElseThrow());
        result = Optional.empty();
      }
      if (back.isPresent() && result.isEmpty()) {
        takeBack(back.get());
      }
    }
  }

  private Optional<Result> row(TargetKind kind, String sourceKey) throws SQLException {
    return session.first(
        "SELECT target_object_id, target_id, parent_id, state FROM target_object"
            + " WHERE project_key = ? AND kind = ? AND source_key = ?",
        row ->
            new Result(
                row.number("target_object_id"),
                row.numberOrNull("target_id"),
                row.numberOrNull("parent_id"),
                row.text("state")),
        projectKey,
        kind,
        sourceKey);
  }

  /** With its files; one that was never sent is nothing but a row without a source. */
  private void leave(Result result) throws SQLException {
    Object place = result.targetId() == null ? "row " + result.id() : result.targetId();
    session.update(
        "UPDATE target_object SET source_key = source_key || ?, state = 'GONE', doubt_ends_as = NULL"
            + " WHERE target_object_id = ? OR (parent_id = ? AND kind = 'ATTACHMENT')",
        SIGN + place,
        result.id(),
        result.id());
  }

  private Optional<Long> leftAt(long run, String executionKey) throws SQLException {
    List<Long> rows = new ArrayList<>();
    session.forEach(
        "SELECT g.target_object_id, g.source_key FROM target_object g"
            + " WHERE g.parent_id = ? AND g.target_id IS NOT NULL AND "
            + IS_LEFT,
        row -> {
          if (withoutTarget(row.text("source_key")).equals(executionKey)) {
            rows.add(row.number("target_object_id"));
          }
        },
        run);
    return rows.stream().findFirst();
  }

  private void takeBack(long row) throws SQLException {
    List<@Nullable Object[]> keys = new ArrayList<>();
    session.forEach(
        "SELECT target_object_id, source_key FROM target_object"
            + " WHERE target_object_id = ? OR (parent_id = ? AND kind = 'ATTACHMENT')",
        found ->
            keys.add(
                new Object[] {
                  withoutTarget(found.text("source_key")), found.number("target_object_id")
                }),
        row,
        row);
    session.batch("UPDATE target_object SET source_key = ? WHERE target_object_id = ?", keys);
  }

  /**
   * A result of an execution was found at a run to which it does not belong.
   *
   * @param row of its result today
   */
  void found(long row, long run, long targetId) throws SQLException {
    session.update(
        """
        INSERT INTO target_object(project_key, kind, source_key, parent_id, rank, sort_key, document, document_sha256,
          state, target_id, was_created, planned_by)
        SELECT project_key, kind, source_key || ?, ?, rank, sort_key, document, document_sha256, 'GONE', ?, TRUE, planned_by
        FROM target_object WHERE target_object_id = ?
        ON CONFLICT (project_key, kind, source_key) DO NOTHING
        """,
        SIGN + targetId,
        run,
        targetId,
        row);
  }

  /** Those that have left results, by their source keys. */
  Set<String> executions() throws SQLException {
    return new HashSet<>(
        session.query(
            "SELECT g.source_key FROM target_object g WHERE g.project_key = ? AND g.target_id IS NOT NULL AND "
                + IS_LEFT,
            row -> withoutTarget(row.text("source_key")),
            projectKey));
  }

  private static String withoutTarget(String key) {
    int sign = key.lastIndexOf(SIGN);
    return sign < 0 ? key : key.substring(0, sign);
  }

  /** What is lost by it: the result stands there, too. */
  List<Loss> losses() throws SQLException {
    return session.query(
        """
        SELECT g.source_key, g.target_id, r.source_key AS run_key FROM target_object g
        JOIN target_object r ON r.target_object_id = g.parent_id
        WHERE g.project_key = ? AND g.target_id IS NOT NULL AND
        """
            + IS_LEFT,
        row ->
            new Loss(
                "TestExecution",
                withoutTarget(row.text("source_key")),
                "test log " + row.number("target_id"),
                KIND,
                Loss.Severity.WARNING,
                "the result at its run of today; the one written before stays at test run %s in qTest, which neither moves nor deletes results"
                    .formatted(row.text("run_key"))),
        projectKey);
  }
}
