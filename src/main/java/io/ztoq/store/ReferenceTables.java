package io.ztoq.store;

import io.ztoq.canonical.Folder;
import io.ztoq.canonical.ReferenceValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what other objects point to: priorities, statuses, environments, folders. */
final class ReferenceTables {

  private ReferenceTables() {}

  static void values(Session session, String projectId, List<SourceRow> rows) throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      if (row.entity() instanceof ReferenceValue value) {
        batch.add(
            new @Nullable Object[] {
              projectId,
              value.type(),
              value.id(),
              value.name(),
              value.description(),
              value.position(),
              value.archived()
            });
      }
    }
    session.batch(
        """
        INSERT INTO reference_value(project_id, type, reference_id, name, description, position, is_archived)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(project_id, type, reference_id) DO UPDATE SET name = excluded.name,
          description = excluded.description, position = excluded.position, is_archived = excluded.is_archived,
          gone_at = NULL
        """,
        batch);
  }

  static void folders(Session session, String projectId, List<SourceRow> rows, Instant now)
      throws SQLException {
    List<@Nullable Object[]> batch = new ArrayList<>(rows.size());
    for (SourceRow row : rows) {
      if (row.entity() instanceof Folder folder) {
        batch.add(
            new @Nullable Object[] {
              folder.id(),
              projectId,
              folder.name(),
              folder.type(),
              now,
              folder.parentId(),
              folder.position()
            });
      }
    }
    session.batch(
        """
        INSERT INTO Folder(folder_id, project_id, name, type, updated_at, source_parent_id, position)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(folder_id) DO UPDATE SET project_id = excluded.project_id, name = excluded.name,
          type = excluded.type, updated_at = excluded.updated_at, source_parent_id = excluded.source_parent_id,
          position = excluded.position, gone_at = NULL
        """,
        batch);
  }
}
