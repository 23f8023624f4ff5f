package io.ztoq.store;

import io.ztoq.store.TargetObject.Parent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that a run had claimed when it ended: nobody knows whether they stand in qTest. */
public final class LedgerDoubts {

  private final Store store;
  private final String projectKey;
  private final String runId;

  public LedgerDoubts(Store store, String projectKey, String runId) {
    this.store = store;
    this.projectKey = projectKey;
    this.runId = runId;
  }

  /** Rows that another run had claimed when it ended; they are this run's now, and in doubt. */
  public List<Doubt> takeOver() {
    return store.write(
        session -> {
          List<Long> ids =
              session.query(
                  """
              SELECT target_object_id FROM target_object
              WHERE project_key = ? AND state = 'SENDING' AND run_id <> ? ORDER BY rank, sort_key, target_object_id""",
                  row -> row.number("target_object_id"),
                  projectKey,
                  runId);
          for (Long id : ids) {
            // its own update may have reached qTest: what stands there now need not be what we saw
            // last
            session.update(
                """
            UPDATE target_object SET live_sha256 = NULL WHERE target_object_id = ? AND EXISTS (
                SELECT 1 FROM target_before b
                WHERE b.target_object_id = target_object.target_object_id AND b.run_id = target_object.run_id)""",
                id);
            session.update(
                "UPDATE target_object SET run_id = ? WHERE target_object_id = ?", runId, id);
          }
          return doubts(session, ids);
        });
  }

  /**
   * A row in doubt.
   *
   * @param sentBelow what it was sent below, which need not be what it is planned below by now;
   *     null for the root
   * @param endsAs its state once it is known whether it stands: GONE or REJECTED, null when it is
   *     still wanted
   */
  public record Doubt(TargetObject object, @Nullable Parent sentBelow, @Nullable String endsAs) {}

  private static List<Doubt> doubts(Session session, List<Long> ids) throws SQLException {
    List<Doubt> found = new ArrayList<>(ids.size());
    for (TargetObject one : Ledger.objects(session, ids)) {
      session
          .first(
              """
              SELECT o.doubt_ends_as, s.target_object_id AS parent_id, s.kind AS parent_kind,
                  s.source_key AS parent_source_key, s.target_id AS parent_target_id
              FROM target_object o LEFT JOIN target_object s ON s.target_object_id = o.sent_parent_id
              WHERE o.target_object_id = ?""",
              row -> new Doubt(one, TargetObject.parent(row), row.textOrNull("doubt_ends_as")),
              one.id())
          .ifPresent(found::add);
    }
    return found;
  }

  /**
   * Ends the doubt about a row that the transform no longer wants: it is gone or rejected now,
   * whether or not it stands in qTest.
   *
   * @param targetId where it was found, null when it does not stand there or its id is known
   */
  public void unwanted(Doubt doubt, @Nullable Long targetId, @Nullable String pid) {
    boolean found = targetId != null;
    store.write(
        session ->
            session.update(
                """
                UPDATE target_object SET state = doubt_ends_as, target_id = COALESCE(?, target_id),
                    target_pid = COALESCE(?, target_pid), was_created = (was_created OR ?), live_sha256 = NULL,
                    document = CASE WHEN doubt_ends_as = 'GONE' THEN document END,
                    document_sha256 = CASE WHEN doubt_ends_as = 'GONE' THEN document_sha256 END, doubt_ends_as = NULL
                WHERE target_object_id = ? AND state = 'SENDING' AND run_id = ? AND doubt_ends_as IS NOT NULL""",
                targetId,
                pid,
                found,
                doubt.object().id(),
                runId));
  }

  /** Whether a row has this id in qTest, so that the object there is not one in doubt. */
  public boolean isKnown(TargetKind kind, long targetId) {
    return store.read(
        session ->
            session.number(
                    "SELECT count(*) FROM target_object WHERE project_key = ? AND kind = ? AND target_id = ?",
                    projectKey,
                    kind,
                    targetId)
                > 0);
  }

  /** A result in doubt stands at the run to which its execution belonged when it was sent. */
  public void left(Doubt doubt, long targetId) {
    Parent run = Objects.requireNonNull(doubt.sentBelow());
    store.write(
        session -> {
          LeftResults left = new LeftResults(session, projectKey);
          left.found(doubt.object().id(), run.id(), targetId);
          return Losses.write(session, left.losses(), projectKey, runId);
        });
  }
}
