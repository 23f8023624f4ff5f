package io.ztoq.store;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The work on {@code target_object} during one load of one project: claim before anything is sent,
 * then record, reject or release. Every method is one transaction; thread-safe.
 */
public final class Ledger {

  static final String OBJECT =
      """
      SELECT o.target_object_id, o.kind, o.source_key, o.parent_id, o.document, o.document_sha256,
             CASE WHEN o.written_position IS NULL OR o.written_position <> o.sibling_position
               THEN o.sibling_position END AS sibling_position,
             o.target_id, o.written_sha256, o.live_sha256, o.attempts, o.is_doubtful,
             p.kind AS parent_kind, p.source_key AS parent_source_key, p.target_id AS parent_target_id
      FROM target_object o LEFT JOIN target_object p ON p.target_object_id = o.parent_id
      """;

  private final Store store;
  private final String projectKey;
  private final String runId;
  private final Clock clock;

  public Ledger(Store store, String projectKey, String runId, Clock clock) {
    this.store = store;
    this.projectKey = projectKey;
    this.runId = runId;
    this.clock = clock;
  }

  /** Takes up to {@code most} ready rows, lowest rank first, and marks them as about to be sent. */
  public List<TargetObject> claim(int most) {
    return store.write(
        session -> {
          List<Long> ids =
              session.query(
                  """
              SELECT target_object_id FROM target_object
              WHERE project_key = ? AND state = 'PLANNED' AND waiting = 0
              ORDER BY rank, sort_key, target_object_id LIMIT ?"""
                      + session.dialect().skipLocked(),
                  row -> row.number("target_object_id"),
                  projectKey,
                  most);
          List<@Nullable Object[]> claims = new ArrayList<>();
          for (Long id : ids) {
            claims.add(new @Nullable Object[] {runId, clock.instant(), id});
          }
          session.batch(
              """
          UPDATE target_object SET state = 'SENDING', run_id = ?, claimed_at = ?, attempts = attempts + 1,
              sent_parent_id = parent_id, doubt_ends_as = NULL
          WHERE target_object_id = ?""",
              claims);
          return objects(session, ids);
        });
  }

  static List<TargetObject> objects(Session session, List<Long> ids) throws java.sql.SQLException {
    List<TargetObject> found = new ArrayList<>(ids.size());
    for (Long id : ids) {
      session
          .first(OBJECT + " WHERE o.target_object_id = ?", TargetObject::of, id)
          .ifPresent(found::add);
    }
    return found;
  }

  /** Gives rows back that were claimed and certainly not sent. */
  public void release(List<TargetObject> unsent) {
    store.write(
        session -> {
          for (TargetObject one : unsent) {
            session.update(
                "UPDATE target_object SET state = 'PLANNED' WHERE target_object_id = ? AND state = 'SENDING' AND run_id = ?",
                one.id(),
                runId);
          }
          return unsent.size();
        });
  }

  /**
   * Records that {@code object} stands in qTest as its document says, and counts down what waits
   * for it. Nobody waits for the commit: what a crash undoes is in doubt, and found in qTest.
   *
   * @throws RunStopped here, at a later call or at the end of the phase: (LOD-020) when the row is
   *     no longer this run's
   */
  public void written(TargetObject object, Written answer) {
    store.writeBehind(
        session -> {
          record(session, object, answer);
          return countDown(session, object.id());
        });
  }

  private void record(Session session, TargetObject object, Written answer)
      throws java.sql.SQLException {
    int changed =
        session.update(
            """
            UPDATE target_object SET state = 'WRITTEN', target_id = COALESCE(?, target_id),
                target_pid = COALESCE(?, target_pid), target_version_id = COALESCE(?, target_version_id),
                target_version = COALESCE(?, target_version), written_position = COALESCE(NULLIF(?, 0), written_position),
                written_sha256 = ?, written_at = ?, live_sha256 = ?,
                was_created = (was_created OR ?)
            WHERE target_object_id = ? AND state = 'SENDING' AND run_id = ?""",
            answer.targetId(),
            answer.pid(),
            answer.versionId(),
            answer.version(),
            object.position(),
            object.documentSha256(),
            clock.instant(),
            answer.liveSha256(),
            answer.created(),
            object.id(),
            runId);
    if (changed != 1) {
      throw new RunStopped(
          ExitCode.CONFLICT,
          "LOD-020",
          "%s was taken by another run while this one wrote it; let the other one end, then run load again"
              .formatted(object.display()));
    }
  }

  private static int countDown(Session session, long id) throws java.sql.SQLException {
    return session.update(
        """
        UPDATE target_object SET waiting = waiting - 1
        WHERE state = 'PLANNED' AND waiting > 0
          AND target_object_id IN (SELECT object_id FROM target_need WHERE needs_id = ?)""",
        id);
  }

  /**
   * An object of ours was found in qTest that does not (yet) stand there as planned: it becomes an
   * update.
   */
  public TargetObject adoptForUpdate(TargetObject object, long targetId, @Nullable String pid) {
    store.write(
        session ->
            session.update(
                """
            UPDATE target_object SET target_id = ?, target_pid = ?, was_created = ?, live_sha256 = NULL
            WHERE target_object_id = ? AND state = 'SENDING' AND run_id = ?""",
                targetId,
                pid,
                true,
                object.id(),
                runId));
    return new TargetObject(
        object.id(),
        object.kind(),
        object.sourceKey(),
        object.parent(),
        object.position(),
        object.document(),
        object.documentSha256(),
        targetId,
        null,
        null,
        object.attempts(),
        null);
  }

  /** The object in qTest is deleted or replaced on purpose; the row is to be created anew. */
  public void forgetTarget(TargetObject object) {
    store.write(
        session ->
            session.update(
                """
            UPDATE target_object SET target_id = NULL, target_pid = NULL, written_sha256 = NULL, live_sha256 = NULL
            WHERE target_object_id = ? AND state = 'SENDING' AND run_id = ?""",
                object.id(),
                runId));
  }

  /** Keeps what stood in qTest before the first change of this run. */
  public void keepBefore(TargetObject object, String liveJson) {
    store.write(
        session ->
            session.update(
                """
            INSERT INTO target_before(target_object_id, run_id, document, kept_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (target_object_id, run_id) DO NOTHING""",
                object.id(),
                runId,
                liveJson,
                clock.instant()));
  }

  /**
   * The object cannot go on: it is written down, what needs it is held, what only comes after it
   * goes on. One in doubt is looked for before it is sent another time.
   *
   * @return number of rows held or readied
   */
  public int rejected(TargetObject object, RecordRejected problem) {
    Rejection rejection =
        Rejection.of(problem, projectKey, "load", object.kind().name(), object.sourceKey(), runId);
    return store.write(
        session -> {
          RejectedRecords.add(session, rejection, clock.instant());
          session.update(
              """
              UPDATE target_object SET state = 'REJECTED', is_doubtful = (is_doubtful OR ?)
              WHERE target_object_id = ? AND state = 'SENDING' AND run_id = ?""",
              object.inDoubtSince() != null && object.targetId() == null,
              object.id(),
              runId);
          return NeedCounts.reject(session, object.id());
        });
  }

  /** Whether the row is recorded as written, so that it must not be sent again. */
  public boolean isWritten(long id) {
    return store.read(
        session ->
            session.number(
                    "SELECT count(*) FROM target_object WHERE target_object_id = ? AND state = 'WRITTEN'",
                    id)
                > 0);
  }

  /** A row of this project by what it is about. */
  public Optional<Target> target(TargetKind kind, String sourceKey) {
    return store.read(
        session ->
            session.first(
                """
            SELECT target_object_id, target_id, target_version_id FROM target_object
            WHERE project_key = ? AND kind = ? AND source_key = ? AND target_id IS NOT NULL""",
                Target::of,
                projectKey,
                kind,
                sourceKey));
  }

  /** The document of a row, for those that depend on it. */
  public Optional<String> document(long id) {
    return store.read(
        session ->
            session.first(
                "SELECT document FROM target_object WHERE target_object_id = ? AND document IS NOT NULL",
                row -> row.text("document"),
                id));
  }

  /** Target id of the parent of a row. */
  public Optional<Long> parentTargetId(long id) {
    return store.read(
        session ->
            session.first(
                """
            SELECT p.target_id FROM target_object o JOIN target_object p ON p.target_object_id = o.parent_id
            WHERE o.target_object_id = ? AND p.target_id IS NOT NULL""",
                row -> row.number("target_id"),
                id));
  }
}
