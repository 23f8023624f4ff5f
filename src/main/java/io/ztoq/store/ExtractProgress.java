package io.ztoq.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an extraction is, by cheap counts; for the progress bar and for {@code migrate status}.
 */
public final class ExtractProgress {

  private final Store store;
  private final DueRecords due;
  private final Checkpoints checkpoints;

  public ExtractProgress(Store store) {
    this.store = store;
    this.due = new DueRecords(store);
    this.checkpoints = new Checkpoints(store);
  }

  /** The lists begun so far, by name. */
  public List<ListState> lists(String projectKey) {
    List<ListState> found = new ArrayList<>();
    for (Checkpoint one : checkpoints.all(projectKey, "extract")) {
      found.add(new ListState(one.entity(), one.rows(), total(one.position()), one.complete()));
    }
    return found;
  }

  /**
   * Requests that an extraction still makes below single objects, by what is known now: a list of
   * files that is still to be read adds its files later.
   *
   * @param files whether files are read, too
   */
  public long requestsLeft(String projectKey, boolean files) {
    Set<Due.Kind> kinds = EnumSet.allOf(Due.Kind.class);
    if (!files) {
      kinds.removeIf(kind -> kind == Due.Kind.FILE || kind.name().endsWith("_FILES"));
    }
    return due.seen(kinds, projectId(projectKey));
  }

  private String projectId(String projectKey) {
    return store.read(
        session ->
            session
                .first(
                    "SELECT project_id FROM Project WHERE project_key = ?",
                    row -> row.text("project_id"),
                    projectKey)
                .orElse(""));
  }

  /** What has still to be read below single objects; kinds with nothing left are absent. */
  public Map<Due.Kind, Long> left(String projectKey) {
    Map<Due.Kind, Long> left = new EnumMap<>(Due.Kind.class);
    String projectId = projectId(projectKey);
    for (Due.Kind kind : Due.Kind.values()) {
      long count = due.count(kind, projectId);
      if (count > 0) {
        left.put(kind, count);
      }
    }
    return left;
  }

  private static @Nullable Long total(String position) {
    try {
      var total = Json.MAPPER.readTree(position).path("total");
      return total.isNumber() ? Long.valueOf(total.longValue()) : null;
    } catch (JsonProcessingException unreadable) {
      return null;
    }
  }

  /**
   * One list.
   *
   * @param rows stored in the current reading
   * @param total rows it has according to Zephyr, null when Zephyr does not tell (cursor lists)
   */
  public record ListState(String list, long rows, @Nullable Long total, boolean complete) {}
}
