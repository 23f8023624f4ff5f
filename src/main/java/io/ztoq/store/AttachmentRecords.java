package io.ztoq.store;

import io.ztoq.canonical.AttachmentName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of objects: which there are, and what became of each. Their content is in {@link
 * AttachmentContents}.
 */
public final class AttachmentRecords {

  private final Store store;
  private final Clock clock;

  public AttachmentRecords(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The list of an object's files as it is now: new ones are to be fetched, those no longer listed
   * are forgotten.
   */
  public void listed(DetailRecords.Read read, List<AttachmentName> files) {
    Owner owner = Owner.of(read.due().kind());
    store.writeBehind(
        session -> {
          Instant now = clock.instant();
          for (String payload : read.payloads()) {
            RawRecords.Detail detail =
                new RawRecords.Detail(
                    read.due().kind().name(), Long.toString(read.due().id()), payload);
            RawRecords.save(session, read.scope(), detail, now);
          }
          put(session, read, owner, files);
          Finished.note(session, read.scope(), read.due(), now);
          return session.update(
              "UPDATE %s SET attachments_due = FALSE WHERE %s = ?"
                  .formatted(owner.table(), owner.id()),
              read.due().id());
        });
  }

  /** The content stands in the store. */
  public void stored(ListPage.Scope scope, Due due, Content content) {
    store.writeBehind(
        session -> {
          Finished.note(session, scope, due, clock.instant());
          return session.update(
              """
              UPDATE Attachment SET state = 'STORED', content_sha256 = ?, content_bytes = ?, content_type = ?
              WHERE attachment_id = ?
              """,
              content.sha256(),
              content.bytes(),
              content.type(),
              due.id());
        });
  }

  /** Zephyr lists it, but does not have it. */
  public void missing(ListPage.Scope scope, Due due) {
    store.writeBehind(
        session -> {
          Finished.note(session, scope, due, clock.instant());
          return session.update(
              "UPDATE Attachment SET state = 'MISSING' WHERE attachment_id = ?", due.id());
        });
  }

  private static void put(
      Session session, DetailRecords.Read read, Owner owner, List<AttachmentName> files)
      throws SQLException {
    long ownerId = read.due().id();
    Set<Long> listed = new HashSet<>();
    for (AttachmentName file : files) {
      listed.add(file.zephyrId());
      session.update(
          """
          INSERT INTO Attachment(project_id, related_type, related_id, zephyr_attachment_id, attachment_name)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT(related_type, related_id, zephyr_attachment_id) DO UPDATE SET
            attachment_name = excluded.attachment_name,
            state = CASE Attachment.state WHEN 'MISSING' THEN 'LISTED' ELSE Attachment.state END
          """,
          read.scope().projectId(),
          owner.relatedType(),
          ownerId,
          file.zephyrId(),
          file.name());
    }
    List<Long> known =
        session.query(
            "SELECT zephyr_attachment_id FROM Attachment WHERE related_type = ? AND related_id = ?",
            row -> row.number("zephyr_attachment_id"),
            owner.relatedType(),
            ownerId);
    for (Long id : known) {
      if (!listed.contains(id)) {
        session.update(
            "DELETE FROM Attachment WHERE related_type = ? AND related_id = ? AND zephyr_attachment_id = ?",
            owner.relatedType(),
            ownerId,
            id);
      }
    }
  }

  /**
   * What a downloaded file is.
   *
   * @param type media type, null when nobody knows
   */
  public record Content(String sha256, long bytes, @Nullable String type) {}

  private record Owner(String relatedType, String table, String id) {

    static Owner of(Due.Kind kind) {
      return switch (kind) {
        case CASE_FILES -> new Owner("TestCase", "TestCase", "test_case_id");
        case CASE_STEP_FILES -> new Owner("TestStep", "TestStep", "step_id");
        case PLAN_FILES -> new Owner("TestPlan", "TestPlan", "test_plan_id");
        case CYCLE_FILES -> new Owner("TestCycle", "TestCycle", "test_cycle_id");
        case EXECUTION_FILES -> new Owner("TestExecution", "TestExecution", "execution_id");
        case EXECUTION_STEP_FILES ->
            new Owner("TestExecutionStep", "test_execution_step", "execution_step_id");
        default -> throw new IllegalArgumentException(kind + " has no files");
      };
    }
  }
}
