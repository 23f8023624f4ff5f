package io.ztoq.transform;

import io.ztoq.store.source.Folders.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Folders of one type as a tree: parents that do not exist are left out, loops are broken at their
 * lowest id. Holds two numbers per folder; names stay in the store.
 */
final class FolderTree {

  private final Map<Long, @Nullable Long> parents = new TreeMap<>();
  private final Map<Long, Integer> levels = new HashMap<>();
  private final Set<Long> orphans = new TreeSet<>();
  private final Set<Long> loops = new TreeSet<>();

  FolderTree(List<Place> places) {
    places.forEach(place -> parents.put(place.id(), place.parentId()));
    for (Place place : places) {
      if (place.parentId() != null && !parents.containsKey(place.parentId())) {
        orphans.add(place.id());
        parents.put(place.id(), null);
      }
    }
    new ArrayList<>(parents.keySet()).forEach(this::breakLoop);
    parents.keySet().forEach(this::measure);
  }

  /** Null at the top. */
  @Nullable Long parent(long id) {
    return parents.get(id);
  }

  boolean isOrphan(long id) {
    return orphans.contains(id);
  }

  boolean brokeALoop(long id) {
    return loops.contains(id);
  }

  /** Ids by level, the top first; sorted within a level. */
  List<List<Long>> byLevel() {
    List<List<Long>> result = new ArrayList<>();
    for (long id : parents.keySet()) {
      int level = levels.getOrDefault(id, 0);
      while (result.size() <= level) {
        result.add(new ArrayList<>());
      }
      result.get(level).add(id);
    }
    return result;
  }

  /**
   * Walks up from {@code id}; ids are visited in ascending order, so the lowest of a loop meets
   * itself first.
   */
  private void breakLoop(long id) {
    Set<Long> seen = new HashSet<>();
    Long at = parents.get(id);
    while (at != null && seen.add(at)) {
      if (at == id) {
        loops.add(id);
        parents.put(id, null);
        return;
      }
      at = parents.get(at);
    }
  }

  private void measure(long id) {
    List<Long> path = new ArrayList<>();
    Long at = id;
    while (at != null && !levels.containsKey(at)) {
      path.add(at);
      at = parents.get(at);
    }
    int level = at == null ? -1 : levels.getOrDefault(at, 0);
    for (int i = path.size() - 1; i >= 0; i--) {
      level++;
      levels.put(path.get(i), level);
    }
  }
}
