package io.ztoq.store;

import io.ztoq.store.PlannedObject.Ref;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the ledger holds of an object before it is planned again. */
record PlannedRow(
    long id,
    Ref ref,
    String state,
    @Nullable Long parentId,
    int rank,
    String sortKey,
    @Nullable String sha256,
    @Nullable String writtenSha256,
    boolean stands,
    @Nullable String doubtEndsAs) {

  static final String COLUMNS =
      "target_object_id, source_key, state, target_id, parent_id, rank, sort_key, document_sha256, written_sha256,"
          + " doubt_ends_as";

  /** Enough of an object that another one refers to. */
  static final String REFERENCE = "target_object_id, source_key, state, target_id";

  static PlannedRow of(TargetKind kind, Row row) throws SQLException {
    return new PlannedRow(
        row.number("target_object_id"),
        new Ref(kind, row.text("source_key")),
        row.text("state"),
        row.numberOrNull("parent_id"),
        row.count("rank"),
        row.text("sort_key"),
        row.textOrNull("document_sha256"),
        row.textOrNull("written_sha256"),
        row.numberOrNull("target_id") != null,
        row.textOrNull("doubt_ends_as"));
  }

  /** From {@link #REFERENCE}; never planned itself in the same page. */
  static PlannedRow reference(TargetKind kind, Row row) throws SQLException {
    return new PlannedRow(
        row.number("target_object_id"),
        new Ref(kind, row.text("source_key")),
        row.text("state"),
        null,
        0,
        "",
        null,
        null,
        row.numberOrNull("target_id") != null,
        null);
  }

  /** Whether what needs this object has to wait for a fix. */
  boolean blocks() {
    return !stands && isStuck();
  }

  boolean isStuck() {
    return "REJECTED".equals(state) || "HELD".equals(state);
  }

  boolean isInDoubt() {
    return "SENDING".equals(state);
  }
}
