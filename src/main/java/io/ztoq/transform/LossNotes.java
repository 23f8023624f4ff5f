package io.ztoq.transform;

import io.ztoq.store.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Losses of one record, one per field and kind; what happens again is added to the row. Not
 * thread-safe.
 */
final class LossNotes {

  private record Place(String field, LossKind kind) {}

  private final String entity;
  private final String sourceKey;
  private final Map<Place, String> found = new LinkedHashMap<>();

  LossNotes(String entity, String sourceKey) {
    this.entity = entity;
    this.sourceKey = sourceKey;
  }

  String sourceKey() {
    return sourceKey;
  }

  void add(LossKind kind, String field, String keptInstead) {
    found.merge(
        new Place(field, kind),
        keptInstead,
        (before, more) -> before.contains(more) ? before : before + "; " + more);
  }

  List<Loss> all() {
    List<Loss> losses = new ArrayList<>(found.size());
    found.forEach(
        (place, kept) ->
            losses.add(
                new Loss(
                    entity,
                    sourceKey,
                    place.field(),
                    place.kind().word(),
                    place.kind().severity(),
                    shorten(kept))));
    return losses;
  }

  private static String shorten(String text) {
    return text.length() <= 2000 ? text : text.substring(0, 2000) + "...";
  }
}
