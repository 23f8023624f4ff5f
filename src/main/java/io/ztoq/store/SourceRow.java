package io.ztoq.store;

import io.ztoq.canonical.Entity;
import io.ztoq.failure.RecordRejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list as it came, and what it was read as.
 *
 * @param sourceKey its number as text, or {@code unreadable/<digest>} where it has none
 * @param label how people call it
 * @param payload the JSON byte by byte
 * @param sha256 digest of the payload
 * @param entity null when it could not be read
 * @param doubts values that were given but could not be read
 * @param problem why there is no entity, else null
 */
public record SourceRow(
    String sourceKey,
    String label,
    String payload,
    String sha256,
    @Nullable Entity entity,
    List<String> doubts,
    @Nullable RecordRejected problem) {

  /** Begins the key of a row without number. */
  public static final String UNREADABLE = "unreadable/";

  public static SourceRow of(Entity entity, String payload, List<String> doubts) {
    return new SourceRow(
        Long.toString(entity.id()),
        entity.label(),
        payload,
        Json.sha256(payload),
        entity,
        doubts,
        null);
  }

  /**
   * @param id its number, null when not even that can be read
   * @param key null when it has none
   */
  public static SourceRow unreadable(
      String payload, RecordRejected problem, @Nullable Long id, @Nullable String key) {
    String sha = Json.sha256(payload);
    String sourceKey = id == null ? UNREADABLE + sha.substring(0, 16) : id.toString();
    String label = key == null || key.isBlank() ? sourceKey : key;
    return new SourceRow(sourceKey, label, payload, sha, null, List.of(), problem);
  }

  /** The same row, refused for a reason that only the store can see. */
  SourceRow refused(RecordRejected because) {
    return new SourceRow(sourceKey, label, payload, sha256, null, doubts, because);
  }
}
