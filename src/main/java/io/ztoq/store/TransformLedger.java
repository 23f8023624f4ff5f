package io.ztoq.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Begin, pages and end of one transform in the store; each page is one transaction. */
public final class TransformLedger {

  /** One page of results. */
  public record Page(List<PlannedObject> objects, List<Loss> losses, List<Rejection> rejections) {}

  private final Store store;
  private final String projectKey;

  public TransformLedger(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /** Zephyr's number of the project, empty when nothing was extracted. */
  public Optional<String> projectId() {
    return store.read(
        session ->
            session.first(
                "SELECT project_id FROM Project WHERE project_key = ?",
                row -> row.text("project_id"),
                projectKey));
  }

  /** A name for this transform that no row of the ledger carries yet. */
  public String newGeneration(String runId) {
    return store.read(
        session -> {
          String candidate = runId;
          for (int number = 2; isUsed(session, candidate); number++) {
            candidate = runId + "#" + number;
          }
          return candidate;
        });
  }

  private boolean isUsed(Session session, String candidate) throws SQLException {
    long rows =
        session.number(
            "SELECT count(*) FROM target_object WHERE project_key = ? AND planned_by = ?",
            projectKey,
            candidate);
    return rows > 0
        || session.number(
                "SELECT count(*) FROM loss WHERE project_key = ? AND run_id = ?",
                projectKey,
                candidate)
            > 0;
  }

  public void write(String generation, Page page, Instant now) {
    store.write(
        session -> {
          new LedgerPlan(session, projectKey, generation).write(page.objects());
          Losses.write(session, projectKey, generation, page.losses());
          for (Rejection one : page.rejections()) {
            RejectedRecords.add(session, one, now);
          }
          return null;
        });
  }

  /**
   * Rows that this transform did not plan have no source any more: they are gone, qTest is left
   * alone. Rejects that did not happen again are resolved, losses that are none any more are
   * removed.
   *
   * @param keepsFiles whether files that stand in qTest stay as they are, because files were not
   *     looked at
   */
  public void finish(
      String generation, Instant startedAt, boolean keepsFiles, List<String> lossKinds) {
    store.write(
        session -> {
          session.update(
              """
              UPDATE target_object SET state = 'GONE' WHERE project_key = ? AND planned_by <> ?
              AND state NOT IN ('GONE', 'SENDING') AND NOT (kind = 'ATTACHMENT' AND state = 'WRITTEN' AND ?)
              """,
              projectKey,
              generation,
              keepsFiles);
          session.update(SOURCE_GONE, generation, projectKey);
          Losses.sweep(session, projectKey, generation, lossKinds);
          session.update(
              """
              UPDATE rejected_record SET resolved_at = ?
              WHERE project_key = ? AND flow = 'transform' AND resolved_at IS NULL AND last_at < ?
              """,
              startedAt,
              projectKey,
              startedAt);
          return null;
        });
  }

  private static final String SOURCE_GONE =
      """
      INSERT INTO loss(project_key, entity, source_key, field, kind, severity, kept_instead, run_id)
      SELECT project_key, kind, source_key, '', 'source-gone', 'INFO',
        'no longer in Zephyr; the object in qTest is left alone', ?
      FROM target_object WHERE project_key = ? AND state = 'GONE' AND target_id IS NOT NULL
      ON CONFLICT(project_key, entity, source_key, field, kind) DO UPDATE SET run_id = excluded.run_id
      """;
}
