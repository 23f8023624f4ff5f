package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of one project their places among their siblings, and plans those again that stand
 * at another place in qTest.
 */
final class SiblingPlaces {

  private record Sibling(
      long id, @Nullable Long parentId, String kind, boolean isWritten, int standing, int place) {

    static Sibling of(Row row) throws SQLException {
      return new Sibling(
          row.number("target_object_id"),
          row.numberOrNull("parent_id"),
          row.text("kind"),
          row.text("state").equals("WRITTEN"),
          row.count("written_position"),
          row.count("sibling_position"));
    }

    boolean isSiblingOf(Sibling other) {
      return kind.equals(other.kind) && Objects.equals(parentId, other.parentId);
    }

    boolean stands(int where) {
      return place == where && (!isWritten || standing == 0 || standing == where);
    }
  }

  private final List<Sibling> group = new ArrayList<>();
  private final List<@Nullable Object[]> updates = new ArrayList<>();

  private SiblingPlaces() {}

  static void update(Session session, String projectKey) throws SQLException {
    numberCasesAndRuns(session, projectKey);
    SiblingPlaces places = new SiblingPlaces();
    session.forEach(
        """
        SELECT target_object_id, parent_id, kind, state, written_position, sibling_position FROM target_object
        WHERE project_key = ? AND state <> 'GONE' AND kind IN ('MODULE', 'TEST_CYCLE', 'TEST_SUITE')
        ORDER BY parent_id, kind, rank, sort_key, target_object_id""",
        row -> places.add(Sibling.of(row)),
        projectKey);
    places.place();
    session.batch(
        """
        UPDATE target_object SET sibling_position = ?, state = CASE
          WHEN state = 'WRITTEN' AND written_position <> ? THEN 'PLANNED' ELSE state END
        WHERE target_object_id = ?""",
        places.updates);
  }

  private void add(Sibling one) {
    if (!group.isEmpty() && !one.isSiblingOf(group.get(0))) {
      place();
    }
    group.add(one);
  }

  private void place() {
    int[] places = SiblingOrder.places(group.stream().mapToInt(Sibling::standing).toArray());
    for (int i = 0; i < places.length; i++) {
      if (!group.get(i).stands(places[i])) {
        updates.add(new @Nullable Object[] {places[i], places[i], group.get(i).id()});
      }
    }
    group.clear();
  }

  /** Their order counts when they are created only: a change of a case is a version. */
  private static void numberCasesAndRuns(Session session, String projectKey) throws SQLException {
    session.update(
        """
        UPDATE target_object SET sibling_position = s.place
        FROM (SELECT target_object_id AS id,
                  row_number() OVER (PARTITION BY parent_id, kind
                    -- called cases are created first, but stand where Zephyr has them
                    ORDER BY sort_key, target_object_id) AS place
              FROM target_object
              WHERE project_key = ? AND state <> 'GONE' AND kind IN ('TEST_CASE', 'TEST_RUN')) AS s
        WHERE target_object.target_object_id = s.id
          AND (target_object.sibling_position IS NULL OR target_object.sibling_position <> s.place)""",
        projectKey);
  }
}
