package io.ztoq.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All entities of one kind: the computed ones, with what was edited, added or deleted since laid
 * over them. Keeps the ids and the changes only.
 */
final class Shelf {

  /** An entity as it was changed, and when. */
  private record Change(ObjectNode row, Instant at) {}

  private final LongFunction<ObjectNode> maker;
  private final LongFunction<Instant> updated;
  private final Map<Long, Change> changes = new ConcurrentHashMap<>();
  private volatile long[] ids;

  /**
   * @param ids ascending
   * @param maker computes the entity of an id
   * @param updated when a computed entity was last changed
   */
  Shelf(long[] ids, LongFunction<ObjectNode> maker, LongFunction<Instant> updated) {
    this.ids = ids;
    this.maker = maker;
    this.updated = updated;
  }

  /** All live ids, ascending. */
  long[] ids() {
    return ids;
  }

  boolean has(long id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  /** The entity as it is now; null when there is none. */
  @Nullable ObjectNode find(long id) {
    return has(id) ? row(id) : null;
  }

  ObjectNode row(long id) {
    Change change = changes.get(id);
    return change == null ? maker.apply(id) : change.row().deepCopy();
  }

  boolean changedAfter(long id, Instant instant) {
    Change change = changes.get(id);
    return (change == null ? updated.apply(id) : change.at()).isAfter(instant);
  }

  /** Puts a changed entity in the place of the old one, or adds a new one. */
  synchronized void put(long id, ObjectNode row, Instant at) {
    changes.put(id, new Change(row.deepCopy(), at));
    int place = Arrays.binarySearch(ids, id);
    if (place < 0) {
      long[] more = Arrays.copyOf(ids, ids.length + 1);
      more[ids.length] = id;
      Arrays.sort(more);
      ids = more;
    }
  }

  synchronized void delete(long id) {
    ids = Arrays.stream(ids).filter(other -> other != id).toArray();
    changes.remove(id);
  }
}
