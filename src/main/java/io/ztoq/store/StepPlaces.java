package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new list of steps in the place of the old one without changing the number of a step that
 * stays: files hang on that number. Steps are the same when they have the same Zephyr number, or
 * neither has one and they stand at the same place.
 *
 * @param table of the steps
 * @param id its primary key
 * @param owner column of the object they belong to
 * @param relatedType of their files in Attachment
 */
record StepPlaces(String table, String id, String owner, String relatedType) {

  /**
   * What a step is written with, besides its owner and order; same columns for all steps of one
   * call.
   */
  record Place(int order, @Nullable Long zephyrId, @Nullable Object[] values) {}

  void put(Session session, long ownerId, List<String> columns, List<Place> places)
      throws SQLException {
    List<Old> old = old(session, ownerId);
    if (!old.isEmpty()) {
      session.update(
          "UPDATE %s SET step_order = -step_order WHERE %s = ?".formatted(table, owner), ownerId);
    }
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    for (Place place : places) {
      Old same = take(old, place);
      (same == null ? inserts : updates).add(parameters(place, same == null ? ownerId : same.id()));
    }
    for (Old left : old) {
      session.update(
          "DELETE FROM Attachment WHERE related_type = ? AND related_id = ?",
          relatedType,
          left.id());
      session.update("DELETE FROM %s WHERE %s = ?".formatted(table, id), left.id());
    }
    session.batch(
        "UPDATE %s SET step_order = ?, zephyr_step_id = ?, %s = ? WHERE %s = ?"
            .formatted(table, String.join(" = ?, ", columns), id),
        updates);
    session.batch(
        "INSERT INTO %s(step_order, zephyr_step_id, %s, %s) VALUES (?, ?, %s, ?)"
            .formatted(
                table, String.join(", ", columns), owner, RawRecords.placeholders(columns.size())),
        inserts);
  }

  private List<Old> old(Session session, long ownerId) throws SQLException {
    return new ArrayList<>(
        session.query(
            "SELECT %s AS id, step_order, zephyr_step_id FROM %s WHERE %s = ? ORDER BY step_order"
                .formatted(id, table, owner),
            row ->
                new Old(
                    row.number("id"), row.count("step_order"), row.numberOrNull("zephyr_step_id")),
            ownerId));
  }

  private static @Nullable Old take(List<Old> old, Place place) {
    for (Old candidate : old) {
      boolean same =
          place.zephyrId() == null
              ? candidate.zephyrId() == null && candidate.order() == place.order()
              : place.zephyrId().equals(candidate.zephyrId());
      if (same) {
        old.remove(candidate);
        return candidate;
      }
    }
    return null;
  }

  private static @Nullable Object[] parameters(Place place, long last) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(place.order());
    all.add(place.zephyrId());
    for (@Nullable Object value : place.values()) {
      all.add(value);
    }
    all.add(last);
    return all.toArray();
  }

  private record Old(long id, int order, @Nullable Long zephyrId) {}
}
