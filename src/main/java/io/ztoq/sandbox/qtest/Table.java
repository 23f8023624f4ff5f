package io.ztoq.sandbox.qtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All objects of one kind, by id and by parent. Guarded by the lock of the simulator. */
final class Table {

  private final Kind kind;
  private final Map<Long, Item> byId = new LinkedHashMap<>();
  private final Map<Place, List<Item>> byParent = new HashMap<>();

  private record Place(String type, long id) {}

  Table(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  void add(Item item) {
    byId.put(item.id, item);
    byParent
        .computeIfAbsent(new Place(item.parentType, item.parentId), place -> new ArrayList<>())
        .add(item);
  }

  void remove(Item item) {
    byId.remove(item.id);
    byParent
        .getOrDefault(new Place(item.parentType, item.parentId), new ArrayList<>())
        .remove(item);
  }

  void move(Item item, String parentType, long parentId) {
    remove(item);
    item.parentType = parentType;
    item.parentId = parentId;
    add(item);
  }

  @Nullable Item find(long id) {
    return byId.get(id);
  }

  /** In the order of creation. */
  List<Item> children(String parentType, long parentId) {
    return byParent.getOrDefault(new Place(parentType, parentId), List.of());
  }

  Collection<Item> all() {
    return byId.values();
  }

  int size() {
    return byId.size();
  }
}
