package io.ztoq.store.source;

import io.ztoq.canonical.ExecutionStep;
import io.ztoq.store.Due;
import io.ztoq.store.Row;
import io.ztoq.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executions with their step results, found through the case that they executed. */
public final class Executions {

  /**
   * What is needed to put executions in order.
   *
   * @param cycleKey null for an ad-hoc execution, or one of a cycle that does not exist
   * @param environment name, null without one
   * @param refusedCycle how Zephyr names its cycle, if that could not be read; null otherwise
   */
  public record Head(
      long id,
      @Nullable String key,
      long caseId,
      @Nullable String cycleKey,
      @Nullable String environment,
      @Nullable Long environmentId,
      @Nullable Instant end,
      @Nullable String refusedCycle) {}

  /**
   * SQL of how Zephyr names the cycle of {@code e}, if that cycle is listed and could not be read;
   * null otherwise. Should a refused cycle not even have a number, it may be the one.
   */
  private static final String REFUSED_CYCLE =
      """
      CASE WHEN cy.test_cycle_id IS NULL AND (EXISTS (SELECT 1 FROM raw_record r JOIN Project p
            ON p.project_key = r.project_key AND p.project_id = e.project_id
          WHERE r.entity = 'TEST_CYCLE' AND r.gone_at IS NULL AND r.source_key = CAST(e.source_cycle_id AS VARCHAR)
            AND NOT EXISTS (SELECT 1 FROM TestCycle known WHERE known.test_cycle_id = e.source_cycle_id))
        OR (e.source_cycle_id IS NOT NULL OR e.source_cycle_key IS NOT NULL) AND EXISTS (SELECT 1 FROM rejected_record j
            JOIN Project p ON p.project_key = j.project_key AND p.project_id = e.project_id
          WHERE j.flow = 'extract' AND j.kind = 'TEST_CYCLE' AND j.resolved_at IS NULL
            AND (j.source_key = e.source_cycle_key OR j.source_key LIKE 'unreadable/%')))
        THEN COALESCE(e.source_cycle_key, 'number ' || CAST(e.source_cycle_id AS VARCHAR)) END""";

  /**
   * An execution as it stands in the store.
   *
   * @param status Zephyr's name, empty when its id is in no list
   * @param sourceCycle how Zephyr named the cycle, null for an ad-hoc execution
   * @param fetchedAt when it was first read
   * @param isUnread whether its step results are not known, or no longer
   */
  public record ExecutionRow(
      long id,
      @Nullable String key,
      String status,
      @Nullable Long statusId,
      @Nullable Instant end,
      @Nullable Long executionTimeMs,
      @Nullable Long estimatedTimeMs,
      @Nullable String executedById,
      @Nullable String assignedToId,
      @Nullable String comment,
      boolean automated,
      @Nullable Long jiraVersionId,
      @Nullable Integer caseVersion,
      @Nullable String sourceCycle,
      @Nullable Instant cycleEnd,
      @Nullable String environment,
      @Nullable Long environmentId,
      Instant fetchedAt,
      boolean isUnread) {

    /** Whoever executed it tells where the two are the same. */
    public boolean isAssignedToAnother() {
      return assignedToId != null && !assignedToId.equals(executedById);
    }
  }

  /** The result of a step, its number in the store, and the name of its status. */
  public record StepResult(long executionStepId, ExecutionStep step, @Nullable String status) {}

  /** An execution of a case that Zephyr does not show. */
  public record Stray(
      long id, @Nullable String key, @Nullable String caseKey, boolean isCaseGone) {}

  private Executions() {}

  /** Cases that were executed at all, after {@code after}. */
  public static List<Long> executedCases(Session session, String projectId, long after, int size)
      throws SQLException {
    return session.query(
        """
        SELECT c.test_case_id FROM TestCase c
        WHERE c.project_id = ? AND c.gone_at IS NULL AND c.test_case_id > ?
          AND EXISTS (SELECT 1 FROM TestExecution e WHERE e.test_case_id = c.test_case_id AND e.gone_at IS NULL)
        ORDER BY c.test_case_id LIMIT ?
        """,
        row -> row.number("test_case_id"),
        projectId,
        after,
        size);
  }

  public static List<Head> heads(Session session, List<Long> caseIds) throws SQLException {
    return session.query(
        """
        SELECT e.execution_id, e.key, e.test_case_id, cy.key AS cycle_key, e.environment, e.environment_id,
          e.actual_end_date,
        """
            + REFUSED_CYCLE
            + """
             AS refused_cycle
        FROM TestExecution e
        LEFT JOIN TestCycle cy ON cy.test_cycle_id = e.test_cycle_id AND cy.gone_at IS NULL
        WHERE e.gone_at IS NULL AND e.test_case_id IN"""
            + " "
            + In.marks(caseIds),
        row ->
            new Head(
                row.number("execution_id"),
                row.textOrNull("key"),
                row.number("test_case_id"),
                row.textOrNull("cycle_key"),
                row.textOrNull("environment"),
                row.numberOrNull("environment_id"),
                row.instant("actual_end_date"),
                row.textOrNull("refused_cycle")),
        caseIds.toArray());
  }

  public static Map<Long, ExecutionRow> named(Session session, List<Long> ids) throws SQLException {
    Map<Long, ExecutionRow> found = new HashMap<>();
    session.forEach(
        """
        SELECT e.*, cy.planned_end_date, CASE WHEN e.details_due AND (%s OR NOT EXISTS (
            SELECT 1 FROM test_execution_step s WHERE s.execution_id = e.execution_id)) THEN 1 ELSE 0 END AS is_unread
        FROM TestExecution e
        LEFT JOIN TestCycle cy ON cy.test_cycle_id = e.test_cycle_id AND cy.gone_at IS NULL
        WHERE e.execution_id IN"""
                .formatted(
                    Unread.refused(
                        "e",
                        Due.Kind.EXECUTION_STEPS,
                        "COALESCE(e.key, 'execution/' || CAST(e.execution_id AS VARCHAR))"))
            + " "
            + In.marks(ids),
        row -> found.put(row.number("execution_id"), execution(row)),
        ids.toArray());
    return found;
  }

  /** Step results in order, by execution. */
  public static Map<Long, List<StepResult>> steps(Session session, List<Long> ids)
      throws SQLException {
    Map<Long, List<StepResult>> found = new HashMap<>();
    session.forEach(
        "SELECT * FROM test_execution_step WHERE execution_id IN "
            + In.marks(ids)
            + " ORDER BY execution_id, step_order",
        row ->
            found
                .computeIfAbsent(row.number("execution_id"), id -> new ArrayList<>())
                .add(step(row)),
        ids.toArray());
    return found;
  }

  /** Executions whose case is in no list, or gone. */
  public static List<Stray> strays(Session session, String projectId, long after, int size)
      throws SQLException {
    return session.query(
        """
        SELECT e.execution_id, e.key, e.source_case_key, c.test_case_id FROM TestExecution e
        LEFT JOIN TestCase c ON c.test_case_id = e.test_case_id
        WHERE e.project_id = ? AND e.gone_at IS NULL AND e.execution_id > ?
          AND (c.test_case_id IS NULL OR c.gone_at IS NOT NULL)
        ORDER BY e.execution_id LIMIT ?
        """,
        row ->
            new Stray(
                row.number("execution_id"),
                row.textOrNull("key"),
                row.textOrNull("source_case_key"),
                row.numberOrNull("test_case_id") != null),
        projectId,
        after,
        size);
  }

  /** Whether an execution of an existing case has no cycle that exists, nor one to be mended. */
  public static boolean anyAdhoc(Session session, String projectId) throws SQLException {
    return session
        .first(
            """
            SELECT 1 AS found FROM TestExecution e
            JOIN TestCase c ON c.test_case_id = e.test_case_id AND c.gone_at IS NULL
            LEFT JOIN TestCycle cy ON cy.test_cycle_id = e.test_cycle_id AND cy.gone_at IS NULL
            WHERE c.project_id = ? AND e.gone_at IS NULL AND cy.test_cycle_id IS NULL AND
            """
                + REFUSED_CYCLE
                + " IS NULL LIMIT 1",
            row -> true,
            projectId)
        .isPresent();
  }

  private static ExecutionRow execution(Row row) throws SQLException {
    Long cycleId = row.numberOrNull("source_cycle_id");
    String cycleKey = row.textOrNull("source_cycle_key");
    Instant fetchedAt = row.instant("created_at");
    return new ExecutionRow(
        row.number("execution_id"),
        row.textOrNull("key"),
        row.text("status"),
        row.numberOrNull("status_id"),
        row.instant("actual_end_date"),
        row.numberOrNull("execution_time_ms"),
        row.numberOrNull("estimated_time_ms"),
        row.textOrNull("executed_by_id"),
        row.textOrNull("assigned_to_id"),
        row.textOrNull("comment"),
        row.flag("automated"),
        row.numberOrNull("jira_version_id"),
        row.countOrNull("source_case_version"),
        cycleKey == null && cycleId != null ? "cycle " + cycleId : cycleKey,
        row.instant("planned_end_date"),
        row.textOrNull("environment"),
        row.numberOrNull("environment_id"),
        fetchedAt == null ? Instant.EPOCH : fetchedAt,
        row.count("is_unread") == 1);
  }

  private static StepResult step(Row row) throws SQLException {
    return new StepResult(
        row.number("execution_step_id"),
        new ExecutionStep(
            row.count("step_order"),
            row.numberOrNull("zephyr_step_id"),
            row.textOrNull("description"),
            row.textOrNull("test_data"),
            row.textOrNull("expected_result"),
            row.textOrNull("actual_result"),
            row.countOrNull("test_data_row"),
            row.numberOrNull("status_id")),
        row.textOrNull("status"));
  }
}
