package io.ztoq.store;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger as a rollback works through it: newest first, children before parents. */
public final class RollbackLedger {

  /**
   * A row that may stand in qTest.
   *
   * @param isOurs whether ztoq created the object
   * @param liveSha256 digest of what qTest showed after our last write, null when not known
   * @param version of a test case as ztoq left it, null when not known
   */
  public record Standing(
      long id,
      TargetKind kind,
      String sourceKey,
      long targetId,
      boolean isOurs,
      @Nullable String liveSha256,
      @Nullable String version) {

    /** For messages: {@code test case PAY-T1}. */
    public String display() {
      return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + sourceKey;
    }
  }

  /**
   * What a rollback of the load would do with the objects of one kind, as far as the store knows.
   *
   * @param delete created by ztoq
   * @param restore changed by ztoq, not created
   * @param leave found in qTest and never changed
   */
  public record Prospect(String kind, long delete, long restore, long leave) {}

  private static final String KINDS =
      "kind IN ('MODULE', 'TEST_CASE', 'TEST_CYCLE', 'TEST_SUITE', 'TEST_RUN')";

  private final Store store;
  private final String projectKey;
  private final String runId;

  public RollbackLedger(Store store, String projectKey, String runId) {
    this.store = store;
    this.projectKey = projectKey;
    this.runId = runId;
  }

  /** Levels of the ledger with objects in qTest, the last written one first. */
  public List<Integer> ranks() {
    return store.read(
        session ->
            session.query(
                "SELECT DISTINCT rank FROM target_object WHERE project_key = ? AND target_id IS NOT NULL AND "
                    + KINDS
                    + " ORDER BY rank DESC",
                row -> row.count("rank"),
                projectKey));
  }

  /** What a rollback would do, children before parents. */
  public List<Prospect> prospects() {
    return store.read(
        session ->
            session.query(
                """
                SELECT kind, SUM(CASE WHEN was_created THEN 1 ELSE 0 END) AS created,
                  SUM(CASE WHEN NOT was_created AND has_before THEN 1 ELSE 0 END) AS changed, count(*) AS n
                FROM (SELECT kind, rank, was_created, EXISTS (SELECT 1 FROM target_before b
                        WHERE b.target_object_id = o.target_object_id) AS has_before
                      FROM target_object o WHERE project_key = ? AND target_id IS NOT NULL AND
                """
                    + KINDS
                    + ") AS standing GROUP BY kind ORDER BY max(rank) DESC",
                row -> {
                  long delete = row.number("created");
                  long restore = row.number("changed");
                  long leave = row.number("n") - delete - restore;
                  return new Prospect(row.text("kind"), delete, restore, leave);
                },
                projectKey));
  }

  /** Notes how many objects of a kind a rollback deleted or restored. */
  public void taken(String ruleId, TargetKind kind, long count, String message) {
    store.write(
        session ->
            session.update(
                """
                INSERT INTO finding (project_key, run_id, phase, rule_id, severity, scope, source_key, message, actual)
                VALUES (?, ?, 'rollback', ?, 'INFO', ?, '', ?, ?)
                """,
                projectKey,
                runId,
                ruleId,
                kind,
                message,
                String.valueOf(count)));
  }

  /** Rows of one level below {@code before}, highest id first, at most {@code limit}. */
  public List<Standing> standing(int rank, long before, int limit) {
    return store.read(
        session ->
            session.query(
                """
                SELECT target_object_id, kind, source_key, target_id, was_created, live_sha256, target_version
                FROM target_object
                WHERE project_key = ? AND rank = ? AND target_id IS NOT NULL AND target_object_id < ?
                ORDER BY target_object_id DESC LIMIT ?
                """,
                RollbackLedger::standing,
                projectKey,
                rank,
                before,
                limit));
  }

  private static Standing standing(Row row) throws SQLException {
    return new Standing(
        row.number("target_object_id"),
        TargetKind.valueOf(row.text("kind")),
        row.text("source_key"),
        row.number("target_id"),
        row.flag("was_created"),
        row.textOrNull("live_sha256"),
        row.textOrNull("target_version"));
  }

  /**
   * Key of an object that is still in qTest and cannot be without this one; null when there is
   * none.
   */
  public @Nullable String stillNeededBy(long id) {
    return store.read(
        session ->
            session
                .first(
                    """
                    SELECT o.source_key FROM target_object o
                    WHERE o.target_id IS NOT NULL AND (o.parent_id = ? AND o.kind IN ('MODULE', 'TEST_CASE',
                        'TEST_CYCLE', 'TEST_SUITE', 'TEST_RUN')
                      OR o.kind IN ('TEST_CASE', 'TEST_RUN') AND EXISTS (SELECT 1 FROM target_need n
                        WHERE n.object_id = o.target_object_id AND n.needs_id = ? AND NOT n.is_order_only))
                    ORDER BY o.target_object_id LIMIT 1
                    """,
                    row -> row.text("source_key"),
                    id,
                    id)
                .orElse(null));
  }

  /** How an object stood in qTest before our first change; null when we never changed it. */
  public @Nullable String before(long id) {
    return store.read(
        session ->
            session
                .first(
                    """
                    SELECT document FROM target_before WHERE target_object_id = ? ORDER BY kept_at, run_id LIMIT 1
                    """,
                    row -> row.text("document"),
                    id)
                .orElse(null));
  }

  /** Ids in qTest of the results that ztoq wrote for a run. */
  public Set<Long> logsOf(long runObjectId) {
    return new HashSet<>(
        store.read(
            session ->
                session.query(
                    """
                    SELECT target_id FROM target_object
                    WHERE parent_id = ? AND kind = 'TEST_LOG' AND target_id IS NOT NULL
                    """,
                    row -> row.number("target_id"),
                    runObjectId)));
  }

  /** Results and files that ztoq put on an object, or on a result of it. */
  public List<Standing> carriedBy(long id) {
    return store.read(
        session ->
            session.query(
                """
                SELECT target_object_id, kind, source_key, target_id, was_created, live_sha256, target_version
                FROM target_object
                WHERE kind IN ('TEST_LOG', 'ATTACHMENT') AND target_id IS NOT NULL AND was_created
                  AND (parent_id = ? OR parent_id IN (SELECT l.target_object_id FROM target_object l
                    WHERE l.parent_id = ? AND l.kind = 'TEST_LOG'))
                ORDER BY target_object_id
                """,
                RollbackLedger::standing,
                id,
                id));
  }

  /** Labels of the fields that ztoq writes to objects of a type. */
  public Set<String> labels(String objectType) {
    return new HashSet<>(
        store.read(
            session ->
                session.query(
                    "SELECT label FROM target_field WHERE project_key = ? AND object_type = ?",
                    row -> row.text("label"),
                    projectKey,
                    objectType)));
  }

  /**
   * The object is no longer in qTest, and what went with it (results, files, approval) neither: all
   * planned again.
   */
  public void forget(long id) {
    store.write(
        session -> {
          String family =
              """
              SELECT target_object_id FROM target_object WHERE target_object_id = ?
              UNION SELECT target_object_id FROM target_object WHERE parent_id = ?
                AND kind IN ('APPROVAL', 'STEP_READING', 'TEST_LOG', 'ATTACHMENT')
              UNION SELECT f.target_object_id FROM target_object f JOIN target_object l ON l.target_object_id = f.parent_id
                WHERE l.parent_id = ? AND l.kind = 'TEST_LOG' AND f.kind = 'ATTACHMENT'
              """;
          session.update(
              "DELETE FROM target_before WHERE target_object_id IN (" + family + ")", id, id, id);
          session.update("DELETE FROM target_step WHERE test_case_object_id = ?", id);
          return session.update(
              """
              UPDATE target_object SET target_id = NULL, target_pid = NULL, target_version_id = NULL,
                  target_version = NULL, written_position = NULL, written_sha256 = NULL, written_at = NULL, live_sha256 = NULL,
                  was_created = FALSE, is_doubtful = FALSE, run_id = NULL, claimed_at = NULL, attempts = 0,
                  state = CASE WHEN state IN ('WRITTEN', 'SENDING') THEN 'PLANNED' ELSE state END
              WHERE target_object_id IN (
              """
                  + family
                  + ")",
              id,
              id,
              id);
        });
  }

  /** Writes down what was left in qTest, and why. */
  public void left(Standing object, String why) {
    store.write(
        session ->
            session.update(
                """
                INSERT INTO finding (project_key, run_id, phase, rule_id, severity, scope, source_key, message, actual)
                VALUES (?, ?, 'rollback', 'RBK-LEFT', 'ERROR', ?, ?, ?, ?)
                """,
                projectKey,
                runId,
                object.kind(),
                object.sourceKey(),
                "left in qTest: " + why,
                "qTest id " + object.targetId()));
  }

  /** Objects whose fate is unknown since their answer was lost; only a load can look for them. */
  public long inDoubt() {
    return store.read(
        session ->
            session.number(
                "SELECT count(*) FROM target_object WHERE project_key = ? AND state = 'SENDING' AND target_id IS NULL",
                projectKey));
  }

  /** The state of a phase, after it was taken back. */
  public void pending(String statusColumn, Clock clock) {
    store.write(
        session ->
            session.update(
                "UPDATE migration_state SET "
                    + statusColumn
                    + " = 'pending', last_updated = ? WHERE project_key = ?",
                clock.instant(),
                projectKey));
  }
}
