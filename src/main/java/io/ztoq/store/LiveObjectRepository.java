package io.ztoq.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What validation saw in qTest; rows of earlier validations of the project are replaced.
 * Thread-safe.
 */
public final class LiveObjectRepository {

  private static final String PUT =
      """
      INSERT INTO live_object(project_key, kind, target_id, run_id, source_key, content_sha256, field_count,
        difference_count, parent_target_id, case_target_id, version_id, version, status, latest_log_id, position)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (project_key, kind, target_id) DO NOTHING
      """;

  private final Store store;
  private final String projectKey;
  private final String runId;

  public LiveObjectRepository(Store store, String projectKey, String runId) {
    this.store = store;
    this.projectKey = projectKey;
    this.runId = runId;
  }

  /** Forgets what earlier validations saw. */
  public void clear() {
    store.write(
        session -> session.update("DELETE FROM live_object WHERE project_key = ?", projectKey));
  }

  /**
   * Keeps the first sight of each object; a second one of the same id (pages may shift) changes
   * nothing.
   */
  public void put(List<LiveObject> objects) {
    if (!objects.isEmpty()) {
      store.write(
          session -> {
            session.batch(PUT, objects.stream().map(this::values).toList());
            return objects.size();
          });
    }
  }

  /** Which of these ids were seen already; at most 1000 ids. */
  public Set<Long> seen(String kind, Collection<Long> targetIds) {
    if (targetIds.isEmpty()) {
      return Set.of();
    }
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(projectKey);
    parameters.add(kind);
    parameters.addAll(targetIds);
    String sql =
        "SELECT target_id FROM live_object WHERE project_key = ? AND kind = ? AND target_id IN (%s)"
            .formatted(String.join(",", Collections.nCopies(targetIds.size(), "?")));
    return new HashSet<>(
        store.read(
            session -> session.query(sql, row -> row.number("target_id"), parameters.toArray())));
  }

  /** Ids of steps or step results of an object by their place. */
  public Map<Integer, Long> places(String kind, long parentTargetId) {
    Map<Integer, Long> places = new HashMap<>();
    store.read(
        session -> {
          session.forEach(
              "SELECT target_id, position FROM live_object WHERE project_key = ? AND kind = ? AND parent_target_id = ?",
              row -> places.put(row.count("position"), row.number("target_id")),
              projectKey,
              kind,
              parentTargetId);
          return places;
        });
    return places;
  }

  private @Nullable Object[] values(LiveObject seen) {
    LiveObject.Relations relations = seen.relations();
    return new @Nullable Object[] {
      projectKey,
      seen.kind(),
      seen.targetId(),
      runId,
      seen.sourceKey(),
      seen.contentSha256(),
      seen.fieldCount(),
      seen.differenceCount(),
      relations.parent(),
      relations.testCase(),
      relations.versionId(),
      relations.version(),
      relations.status(),
      relations.latestLog(),
      relations.position()
    };
  }
}
