package io.ztoq.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claimed row of the ledger, on its way to qTest.
 *
 * @param id of the row
 * @param parent what it is created below, null for the root
 * @param position from 1 among its siblings, 0 where it stands at its place or the order does not
 *     matter
 * @param document JSON by names; see {@code io.ztoq.qtest}
 * @param targetId in qTest, null before it was created
 * @param writtenSha256 hash of the document last written, null before
 * @param liveSha256 digest of what qTest showed after our last write, null when not known
 * @param attempts how often it was claimed or sent, from 1
 * @param inDoubtSince since when an answer is missing, 1970 when the store is older than qTest,
 *     null when nothing is in doubt
 */
public record TargetObject(
    long id,
    TargetKind kind,
    String sourceKey,
    @Nullable Parent parent,
    int position,
    String document,
    String documentSha256,
    @Nullable Long targetId,
    @Nullable String writtenSha256,
    @Nullable String liveSha256,
    int attempts,
    @Nullable Instant inDoubtSince) {

  /**
   * @param id of its ledger row
   * @param targetId in qTest
   */
  public record Parent(long id, TargetKind kind, String sourceKey, long targetId) {}

  /** Whether it stands in qTest and shall be changed there. */
  public boolean isUpdate() {
    return targetId != null;
  }

  /** Whether it is as planned but for its place among its siblings. */
  public boolean isOnlyMisplaced() {
    return position > 0 && documentSha256.equals(writtenSha256);
  }

  /** The same object after its answer was lost. */
  public TargetObject inDoubt(Instant since) {
    return new TargetObject(
        id,
        kind,
        sourceKey,
        parent,
        position,
        document,
        documentSha256,
        targetId,
        writtenSha256,
        liveSha256,
        attempts + 1,
        since);
  }

  /** The same object once it is certain that it does not stand in qTest. */
  public TargetObject notInDoubt() {
    return new TargetObject(
        id,
        kind,
        sourceKey,
        parent,
        position,
        document,
        documentSha256,
        targetId,
        writtenSha256,
        liveSha256,
        attempts,
        null);
  }

  /** The same object below another parent. */
  public TargetObject below(@Nullable Parent other) {
    return new TargetObject(
        id,
        kind,
        sourceKey,
        other,
        position,
        document,
        documentSha256,
        targetId,
        writtenSha256,
        liveSha256,
        attempts,
        inDoubtSince);
  }

  /** For messages: {@code test case PAY-T1}. */
  public String display() {
    return display(kind, sourceKey);
  }

  /** The same for a row that is not at hand. */
  public static String display(TargetKind kind, String sourceKey) {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + sourceKey;
  }

  static TargetObject of(Row row) throws java.sql.SQLException {
    Long targetId = row.numberOrNull("target_id");
    boolean doubtful = targetId == null && row.flag("is_doubtful");
    String document = row.text("document");
    return new TargetObject(
        row.number("target_object_id"),
        TargetKind.valueOf(row.text("kind")),
        row.text("source_key"),
        parent(row),
        row.count("sibling_position"),
        document,
        row.text("document_sha256"),
        targetId,
        row.textOrNull("written_sha256"),
        row.textOrNull("live_sha256"),
        row.count("attempts"),
        doubtful ? Instant.EPOCH : null);
  }

  /** From columns {@code parent_id, parent_kind, parent_source_key, parent_target_id}. */
  static @Nullable Parent parent(Row row) throws java.sql.SQLException {
    if (row.numberOrNull("parent_id") == null) {
      return null;
    }
    Long target = row.numberOrNull("parent_target_id");
    return new Parent(
        row.number("parent_id"),
        TargetKind.valueOf(row.text("parent_kind")),
        row.text("parent_source_key"),
        target == null ? 0 : target);
  }
}
