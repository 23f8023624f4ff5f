package io.ztoq.store.source;

import io.ztoq.canonical.TestStep;
import io.ztoq.store.Chunks;
import io.ztoq.store.Due;
import io.ztoq.store.Row;
import io.ztoq.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Test cases with their steps, versions and calls. */
public final class Cases {

  /**
   * A case as it stands in the store.
   *
   * @param folderId its folder, null when Zephyr named none or one that does not exist
   * @param sourceFolderId as Zephyr gave it
   * @param labels JSON array
   * @param version the latest, 0 when not known
   * @param isUnread whether its steps or script are not known, or no longer
   */
  public record CaseRow(
      long id,
      String key,
      String name,
      @Nullable String objective,
      @Nullable String precondition,
      @Nullable Long estimatedTimeMs,
      @Nullable String priority,
      @Nullable Long priorityId,
      @Nullable String status,
      @Nullable Long statusId,
      @Nullable String ownerId,
      @Nullable Instant createdOn,
      @Nullable Long folderId,
      @Nullable Long sourceFolderId,
      @Nullable Long componentId,
      @Nullable String labels,
      int version,
      boolean isUnread) {}

  /** A step and its number in the store, which attachments refer to. */
  public record StepRow(long stepId, TestStep step) {}

  private static final String SELECT =
      """
      SELECT c.*, f.folder_id AS known_folder_id,
        (SELECT max(v.version) FROM test_case_version v WHERE v.test_case_id = c.test_case_id) AS latest_version,
        CASE WHEN c.details_due AND (c.script_type IS NULL OR %s) THEN 1 ELSE 0 END AS is_unread
      FROM TestCase c
      LEFT JOIN Folder f ON f.folder_id = coalesce(c.folder_id, c.source_folder_id) AND f.type = 'TEST_CASE'
        AND f.gone_at IS NULL AND f.project_id = c.project_id
      """
          .formatted(Unread.refused("c", Due.Kind.TEST_SCRIPT, "c.key"));

  private Cases() {}

  public static List<CaseRow> page(Session session, String projectId, long after, int size)
      throws SQLException {
    return session.query(
        SELECT
            + " WHERE c.project_id = ? AND c.gone_at IS NULL AND c.test_case_id > ? ORDER BY c.test_case_id LIMIT ?",
        Cases::caseRow,
        projectId,
        after,
        size);
  }

  public static List<CaseRow> named(Session session, List<Long> ids) throws SQLException {
    return session.query(
        SELECT + " WHERE c.test_case_id IN " + In.marks(ids) + " ORDER BY c.test_case_id",
        Cases::caseRow,
        ids.toArray());
  }

  /**
   * What an execution says of its case.
   *
   * @param folderId its folder, null when Zephyr named none or one that does not exist
   * @param version the latest, 0 when not known
   */
  public record ExecutedCase(
      long id, String key, String name, @Nullable Long folderId, int version) {}

  /** By number. */
  public static Map<Long, ExecutedCase> executed(Session session, List<Long> ids)
      throws SQLException {
    Map<Long, ExecutedCase> found = new HashMap<>();
    session.forEach(
        SELECT + " WHERE c.test_case_id IN " + In.marks(ids),
        row ->
            found.put(
                row.number("test_case_id"),
                new ExecutedCase(
                    row.number("test_case_id"),
                    row.text("key"),
                    row.text("name"),
                    row.numberOrNull("known_folder_id"),
                    row.count("latest_version"))),
        ids.toArray());
    return found;
  }

  /** Number of the own steps of each case that has any. */
  public static Map<Long, Integer> stepCounts(Session session, List<Long> ids) throws SQLException {
    Map<Long, Integer> found = new HashMap<>();
    session.forEach(
        "SELECT test_case_id, count(*) AS steps FROM TestStep WHERE test_case_id IN "
            + In.marks(ids)
            + " GROUP BY test_case_id",
        row -> found.put(row.number("test_case_id"), row.count("steps")),
        ids.toArray());
    return found;
  }

  /** Steps in order, by case. */
  public static Map<Long, List<StepRow>> steps(Session session, List<Long> ids)
      throws SQLException {
    Map<Long, List<StepRow>> found = new HashMap<>();
    session.forEach(
        "SELECT * FROM TestStep WHERE test_case_id IN "
            + In.marks(ids)
            + " ORDER BY test_case_id, step_order",
        row ->
            found
                .computeIfAbsent(row.number("test_case_id"), id -> new ArrayList<>())
                .add(stepRow(row)),
        ids.toArray());
    return found;
  }

  /**
   * All calls between cases that exist, in a fixed order; 16 bytes each are all that is kept of
   * them.
   */
  public static void calls(Session session, String projectId, CallConsumer consumer)
      throws SQLException {
    session.forEach(
        """
        SELECT caller.test_case_id AS caller_id, callee.test_case_id AS callee_id
        FROM TestStep s
        JOIN TestCase caller ON caller.test_case_id = s.test_case_id
        JOIN TestCase callee ON callee.key = s.called_case_key AND callee.project_id = caller.project_id
        WHERE s.kind = 'CALL' AND caller.project_id = ? AND caller.gone_at IS NULL AND callee.gone_at IS NULL
        ORDER BY caller.test_case_id, s.step_order
        """,
        row -> consumer.accept(row.number("caller_id"), row.number("callee_id")),
        projectId);
  }

  /** Takes one call. */
  @FunctionalInterface
  public interface CallConsumer {
    void accept(long callerId, long calleeId);
  }

  /**
   * Numbers of the existing cases with these keys. The project is not part of the condition: with
   * it, SQLite reads all cases of the project.
   */
  public static Map<String, Long> ids(Session session, String projectId, List<String> keys)
      throws SQLException {
    Map<String, Long> found = new TreeMap<>();
    for (List<String> some : Chunks.of(keys, 500)) {
      session.forEach(
          "SELECT key, test_case_id, project_id FROM TestCase WHERE gone_at IS NULL AND key IN "
              + Chunks.marks(some.size()),
          row -> {
            if (projectId.equals(row.text("project_id"))) {
              found.put(row.text("key"), row.number("test_case_id"));
            }
          },
          some.toArray());
    }
    return found;
  }

  public static boolean anyWithoutFolder(Session session, String projectId) throws SQLException {
    return session
        .first(
            SELECT
                + " WHERE c.project_id = ? AND c.gone_at IS NULL AND f.folder_id IS NULL LIMIT 1",
            row -> true,
            projectId)
        .isPresent();
  }

  private static CaseRow caseRow(Row row) throws SQLException {
    return new CaseRow(
        row.number("test_case_id"),
        row.text("key"),
        row.text("name"),
        row.textOrNull("objective"),
        row.textOrNull("precondition"),
        row.numberOrNull("estimated_time_ms"),
        row.textOrNull("priority"),
        row.numberOrNull("priority_id"),
        row.textOrNull("status"),
        row.numberOrNull("status_id"),
        row.textOrNull("owner_id"),
        row.instant("created_on"),
        row.numberOrNull("known_folder_id"),
        row.numberOrNull("source_folder_id"),
        row.numberOrNull("component_id"),
        row.textOrNull("labels"),
        row.count("latest_version"),
        row.count("is_unread") == 1);
  }

  private static StepRow stepRow(Row row) throws SQLException {
    return new StepRow(
        row.number("step_id"),
        new TestStep(
            row.count("step_order"),
            row.numberOrNull("zephyr_step_id"),
            TestStep.Kind.valueOf(row.text("kind")),
            row.text("description"),
            row.textOrNull("test_data"),
            row.textOrNull("expected_result"),
            row.textOrNull("called_case_key"),
            row.textOrNull("parameters"),
            row.textOrNull("custom_fields")));
  }
}
