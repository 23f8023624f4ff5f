package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folders of one type as they must stand: orphans at the top, loops cut at their lowest id,
 * siblings by index.
 */
final class FolderTree {

  static final long TOP = 0;

  private final Map<Long, JsonNode> folders = new HashMap<>();
  private final Map<Long, Long> parents = new HashMap<>();

  FolderTree(List<JsonNode> rows) {
    rows.forEach(row -> folders.put(row.get("id").asLong(), row));
    rows.forEach(row -> parents.put(row.get("id").asLong(), known(row.path("parentId"))));
    folders.keySet().forEach(this::cutLoop);
  }

  private long known(JsonNode parent) {
    return parent.isNumber() && folders.containsKey(parent.asLong()) ? parent.asLong() : TOP;
  }

  private void cutLoop(long start) {
    Set<Long> seen = new HashSet<>();
    long at = start;
    while (at != TOP && seen.add(at)) {
      at = parents.get(at);
    }
    if (at == TOP) {
      return;
    }
    long lowest = at;
    for (long member = parents.get(at); member != at; member = parents.get(member)) {
      lowest = Math.min(lowest, member);
    }
    parents.put(lowest, TOP);
  }

  Set<Long> ids() {
    return folders.keySet();
  }

  /** {@link #TOP} for a folder of the top level. */
  long parent(long id) {
    return parents.get(id);
  }

  String name(long id) {
    return folders.get(id).get("name").asText();
  }

  /** The folders below {@code parent} in their order; of equal index, by id. */
  List<Long> children(long parent) {
    List<Long> children = new ArrayList<>();
    parents.forEach(
        (child, its) -> {
          if (its == parent) {
            children.add(child);
          }
        });
    children.sort(
        Comparator.<Long>comparingInt(id -> folders.get(id).path("index").asInt())
            .thenComparing(id -> id));
    return children;
  }
}
