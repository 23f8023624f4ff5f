package io.ztoq.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ties the ledger of a project to one qTest site and project: its ids mean nothing anywhere else.
 */
public final class TargetBinding {

  private static final String KEY = "qtestTarget";

  private final Store store;

  public TargetBinding(Store store) {
    this.store = store;
  }

  /**
   * @param target site and project, e.g. {@code https://acme.qtestnet.com project 12}
   * @throws RunStopped (LOD-021) when the ledger already has objects elsewhere
   */
  public void bind(String projectKey, String target, Instant now) {
    store.write(
        session -> {
          String text =
              session
                  .first(
                      "SELECT meta_data FROM migration_state WHERE project_key = ?",
                      row -> row.textOrNull("meta_data"),
                      projectKey)
                  .orElse(null);
          ObjectNode data = object(text);
          String bound = data.path(KEY).asText("");
          if (!bound.isEmpty() && !bound.equals(target) && hasObjects(session, projectKey)) {
            throw conflict(projectKey, bound, target);
          }
          data.put(KEY, target);
          return session.update(
              """
          INSERT INTO migration_state(project_key, meta_data, last_updated) VALUES (?, ?, ?)
          ON CONFLICT (project_key) DO UPDATE SET meta_data = excluded.meta_data""",
              projectKey,
              Json.write(data),
              now);
        });
  }

  private static boolean hasObjects(Session session, String projectKey)
      throws java.sql.SQLException {
    return session.number(
            """
            SELECT count(*) FROM target_object
            WHERE project_key = ? AND (target_id IS NOT NULL OR state = 'SENDING')""",
            projectKey)
        > 0;
  }

  private static ObjectNode object(@Nullable String text) {
    return text == null || text.isBlank()
        ? Json.MAPPER.createObjectNode()
        : Json.read(text, ObjectNode.class);
  }

  private static RunStopped conflict(String projectKey, String bound, String target) {
    return new RunStopped(
        ExitCode.CONFLICT,
        "LOD-021",
        ("%s: this store already holds what was written to %s, the settings now say %s; "
                + "use another store for another target, or put qtest.base-url and qtest.project-id back")
            .formatted(projectKey, bound, target));
  }
}
