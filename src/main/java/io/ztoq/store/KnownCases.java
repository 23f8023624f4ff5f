package io.ztoq.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which cases the store has; for trials that extract only some. */
public final class KnownCases {

  private final Store store;

  public KnownCases(Store store) {
    this.store = store;
  }

  /** Those of {@code keys} that the project has and that are not gone. */
  public Set<String> among(String projectId, List<String> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    List<@Nullable Object> parameters = new ArrayList<>(keys);
    parameters.add(0, projectId);
    return new HashSet<>(
        store.read(
            session ->
                session.query(
                    "SELECT key FROM TestCase WHERE gone_at IS NULL AND project_id = ? AND key IN ("
                        + RawRecords.placeholders(keys.size())
                        + ")",
                    row -> row.text("key"),
                    parameters.toArray())));
  }
}
