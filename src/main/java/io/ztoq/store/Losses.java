package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loss ledger. A transform writes its whole set again; what it no longer says is removed at its
 * end.
 */
public final class Losses {

  private static final String UPSERT =
      """
      INSERT INTO loss(project_key, entity, source_key, field, kind, severity, kept_instead, run_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(project_key, entity, source_key, field, kind) DO UPDATE SET severity = excluded.severity,
        kept_instead = excluded.kept_instead, run_id = excluded.run_id
      """;

  private Losses() {}

  public static void write(
      Session session, String projectKey, String generation, Collection<Loss> losses)
      throws SQLException {
    // one row per key: PostgreSQL refuses to touch a row twice in one statement
    Map<String, @Nullable Object[]> rows = new LinkedHashMap<>();
    for (Loss one : losses) {
      rows.put(
          String.join("\u0000", one.entity(), one.sourceKey(), one.field(), one.kind()),
          new Object[] {
            projectKey,
            one.entity(),
            one.sourceKey(),
            one.field(),
            one.kind(),
            one.severity(),
            one.keptInstead(),
            generation
          });
    }
    session.batch(UPSERT, List.copyOf(rows.values()));
  }

  /** Removes the losses of these kinds that an earlier transform wrote and this one did not. */
  public static int sweep(
      Session session, String projectKey, String generation, Collection<String> kinds)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(projectKey, generation));
    parameters.addAll(kinds);
    return session.update(
        "DELETE FROM loss WHERE project_key = ? AND run_id <> ? AND kind IN "
            + Chunks.marks(kinds.size()),
        parameters.toArray());
  }
}
