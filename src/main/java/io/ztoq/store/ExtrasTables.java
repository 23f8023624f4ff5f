package io.ztoq.store;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.canonical.Extras;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Custom fields and links of cases, plans, cycles and executions; always the whole set of an
 * object.
 */
final class ExtrasTables {

  private ExtrasTables() {}

  /**
   * @param type table of the owners, for example {@code TestCase}
   */
  static void save(Session session, String projectId, String type, List<Owned> owners)
      throws SQLException {
    List<@Nullable Object[]> gone = new ArrayList<>(owners.size());
    List<@Nullable Object[]> fields = new ArrayList<>();
    for (Owned owner : owners) {
      gone.add(new @Nullable Object[] {type, owner.id()});
      for (CustomField field : owner.extras().customFields()) {
        fields.add(
            new @Nullable Object[] {type, owner.id(), field.name(), field.value(), field.type()});
      }
    }
    session.batch("DELETE FROM CustomField WHERE object_type = ? AND object_id = ?", gone);
    session.batch(
        """
        INSERT INTO CustomField(object_type, object_id, field_name, field_value, value_type)
        VALUES (?, ?, ?, ?, ?)
        """,
        fields);
    for (Owned owner : owners) {
      List<EntityLink> links = owner.extras().links();
      if (links != null) {
        links(session, projectId, new Owner(type, owner.id()), links);
      }
    }
  }

  static void links(Session session, String projectId, Owner owner, List<EntityLink> links)
      throws SQLException {
    session.update(
        "DELETE FROM entity_link WHERE owner_type = ? AND owner_id = ?", owner.type(), owner.id());
    List<@Nullable Object[]> batch = new ArrayList<>(links.size());
    for (EntityLink link : links) {
      batch.add(
          new @Nullable Object[] {
            projectId,
            owner.type(),
            owner.id(),
            batch.size() + 1,
            link.kind(),
            link.issueId(),
            link.url(),
            link.description(),
            link.type()
          });
    }
    session.batch(
        """
        INSERT INTO entity_link(project_id, owner_type, owner_id, position, kind, issue_id, url, description, link_type)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        batch);
  }

  record Owned(long id, Extras extras) {}

  record Owner(String type, long id) {}
}
