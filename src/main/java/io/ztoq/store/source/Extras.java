package io.ztoq.store.source;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.store.Chunks;
import io.ztoq.store.Row;
import io.ztoq.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What cases, cycles, plans and executions have in common: custom fields, links, files. */
public final class Extras {

  /**
   * A file.
   *
   * @param ownerId case or execution
   * @param stepOrder of the step or step result that carries it, 0: the case or execution itself
   * @param stepId number of that step in the store, 0 without one
   * @param state LISTED, STORED, TOO_LARGE or MISSING
   */
  public record FileRow(
      long ownerId,
      int stepOrder,
      long stepId,
      long zephyrId,
      String name,
      String state,
      @Nullable String sha256,
      long bytes,
      @Nullable String contentType) {}

  private Extras() {}

  /** By object, sorted by name. */
  public static Map<Long, List<CustomField>> fields(
      Session session, String objectType, List<Long> ids) throws SQLException {
    Map<Long, List<CustomField>> found = new HashMap<>();
    session.forEach(
        "SELECT * FROM CustomField WHERE object_type = ? AND object_id IN " + In.marks(ids),
        row ->
            found.computeIfAbsent(row.number("object_id"), id -> new ArrayList<>()).add(field(row)),
        Chunks.parameters(List.of(objectType), ids));
    found.values().forEach(fields -> fields.sort(Comparator.comparing(CustomField::name)));
    return found;
  }

  /** By object, in Zephyr's order. */
  public static Map<Long, List<EntityLink>> links(Session session, String ownerType, List<Long> ids)
      throws SQLException {
    Map<Long, List<EntityLink>> found = new HashMap<>();
    session.forEach(
        "SELECT * FROM entity_link WHERE owner_type = ? AND owner_id IN "
            + In.marks(ids)
            + " ORDER BY owner_id, position",
        row ->
            found.computeIfAbsent(row.number("owner_id"), id -> new ArrayList<>()).add(link(row)),
        Chunks.parameters(List.of(ownerType), ids));
    return found;
  }

  /** Files of these objects themselves, by Zephyr's numbers. */
  public static List<FileRow> files(Session session, String relatedType, List<Long> ids)
      throws SQLException {
    return session.query(
        "SELECT a.*, a.related_id AS owner_id, 0 AS step_order, 0 AS step_id FROM Attachment a WHERE a.related_type = ?"
            + " AND a.related_id IN "
            + In.marks(ids)
            + " ORDER BY a.related_id, a.zephyr_attachment_id",
        Extras::file,
        Chunks.parameters(List.of(relatedType), ids));
  }

  /** Cases with files, their own or those of steps. */
  public static List<Long> casesWithFiles(Session session, String projectId, long after, int size)
      throws SQLException {
    return session.query(
        """
        SELECT c.test_case_id FROM TestCase c
        WHERE c.project_id = ? AND c.gone_at IS NULL AND c.test_case_id > ? AND (
          EXISTS (SELECT 1 FROM Attachment a WHERE a.related_type = 'TestCase' AND a.related_id = c.test_case_id)
          OR EXISTS (SELECT 1 FROM TestStep s JOIN Attachment a
            ON a.related_type = 'TestStep' AND a.related_id = s.step_id WHERE s.test_case_id = c.test_case_id))
        ORDER BY c.test_case_id LIMIT ?
        """,
        row -> row.number("test_case_id"),
        projectId,
        after,
        size);
  }

  public static List<FileRow> caseStepFiles(Session session, List<Long> caseIds)
      throws SQLException {
    return session.query(
        """
        SELECT a.*, s.test_case_id AS owner_id, s.step_order, s.step_id FROM TestStep s
        JOIN Attachment a ON a.related_type = 'TestStep' AND a.related_id = s.step_id
        WHERE s.test_case_id IN"""
            + " "
            + In.marks(caseIds)
            + " ORDER BY s.test_case_id, a.zephyr_attachment_id",
        Extras::file,
        caseIds.toArray());
  }

  public static List<FileRow> executionStepFiles(Session session, List<Long> executionIds)
      throws SQLException {
    return session.query(
        """
        SELECT a.*, s.execution_id AS owner_id, s.step_order, s.execution_step_id AS step_id FROM test_execution_step s
        JOIN Attachment a ON a.related_type = 'TestExecutionStep' AND a.related_id = s.execution_step_id
        WHERE s.execution_id IN"""
            + " "
            + In.marks(executionIds)
            + " ORDER BY s.execution_id, a.zephyr_attachment_id",
        Extras::file,
        executionIds.toArray());
  }

  static CustomField field(Row row) throws SQLException {
    return new CustomField(
        row.text("field_name"),
        row.textOrNull("field_value"),
        CustomField.Type.valueOf(row.text("value_type")));
  }

  private static EntityLink link(Row row) throws SQLException {
    return new EntityLink(
        EntityLink.Kind.valueOf(row.text("kind")),
        row.numberOrNull("issue_id"),
        row.textOrNull("url"),
        row.textOrNull("description"),
        row.textOrNull("link_type"));
  }

  private static FileRow file(Row row) throws SQLException {
    return new FileRow(
        row.number("owner_id"),
        row.count("step_order"),
        row.number("step_id"),
        row.number("zephyr_attachment_id"),
        row.text("attachment_name"),
        row.text("state"),
        row.textOrNull("content_sha256"),
        row.number("content_bytes"),
        row.textOrNull("content_type"));
  }
}
