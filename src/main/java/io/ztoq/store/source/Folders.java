package io.ztoq.store.source;

import io.ztoq.store.Row;
import io.ztoq.store.Session;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders of one project and type. */
public final class Folders {

  /**
   * A folder's place in the tree.
   *
   * @param parentId as Zephyr gave it, may name nothing; null at the root
   */
  public record Place(long id, @Nullable Long parentId) {}

  /**
   * @param position among its siblings, null when Zephyr gave none
   */
  public record Folder(long id, String name, @Nullable Integer position) {}

  private Folders() {}

  public static List<Place> places(Session session, String projectId, String type)
      throws SQLException {
    return session.query(
        """
        SELECT folder_id, coalesce(source_parent_id, parent_folder_id) AS parent_id FROM Folder
        WHERE project_id = ? AND type = ? AND gone_at IS NULL ORDER BY folder_id
        """,
        row -> new Place(row.number("folder_id"), row.numberOrNull("parent_id")),
        projectId,
        type);
  }

  public static List<Folder> named(Session session, List<Long> ids) throws SQLException {
    return session.query(
        "SELECT folder_id, name, position FROM Folder WHERE folder_id IN "
            + In.marks(ids)
            + " ORDER BY folder_id",
        Folders::folder,
        ids.toArray());
  }

  private static Folder folder(Row row) throws SQLException {
    return new Folder(row.number("folder_id"), row.text("name"), row.countOrNull("position"));
  }
}
