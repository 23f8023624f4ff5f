package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new list of steps in the place of the old one without changing the number of a step that
 * stays: files hang on that number. Steps are the same when they have the same Zephyr number, or
 * neither has one and they stand at the same place.
 */
final class StepPlaces {

  private final String relatedType;
  private final String select;
  private final String turn;
  private final String update;
  private final String insert;
  private final String delete;

  /**
   * @param table of the steps
   * @param id its primary key
   * @param owner column of the object they belong to
   * @param relatedType of their files in Attachment
   * @param columns what a step is written with, besides its owner, order and Zephyr number
   */
  StepPlaces(String table, String id, String owner, String relatedType, List<String> columns) {
    this.relatedType = relatedType;
    this.select =
        "SELECT %s AS id, step_order, zephyr_step_id FROM %s WHERE %s = ? ORDER BY step_order"
            .formatted(id, table, owner);
    this.turn = "UPDATE %s SET step_order = -step_order WHERE %s = ?".formatted(table, owner);
    this.update =
        "UPDATE %s SET step_order = ?, zephyr_step_id = ?, %s = ? WHERE %s = ?"
            .formatted(table, String.join(" = ?, ", columns), id);
    this.insert =
        "INSERT INTO %s(step_order, zephyr_step_id, %s, %s) VALUES (?, ?, %s, ?)"
            .formatted(
                table, String.join(", ", columns), owner, RawRecords.placeholders(columns.size()));
    this.delete = "DELETE FROM %s WHERE %s = ?".formatted(table, id);
  }

  /**
   * One step.
   *
   * @param values in the order of the columns
   */
  record Place(int order, @Nullable Long zephyrId, @Nullable Object[] values) {}

  void put(Session session, long ownerId, List<Place> places) throws SQLException {
    List<Old> old = old(session, ownerId);
    if (!old.isEmpty()) {
      session.update(turn, ownerId);
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
      session.update(delete, left.id());
    }
    session.batch(update, updates);
    session.batch(insert, inserts);
  }

  private List<Old> old(Session session, long ownerId) throws SQLException {
    return new ArrayList<>(
        session.query(
            select,
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
