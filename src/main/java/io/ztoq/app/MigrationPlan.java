package io.ztoq.app;

import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import io.ztoq.transform.TransformSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a load would do, by the ledger as it stands; nothing is called.
 *
 * @param lines objects to send by kind, with the calls they need
 * @param calls to qTest, without looking up what is in doubt
 * @param time at least, with the budget of the settings
 * @param losses rows of the loss ledger by kind
 * @param rejects open rejects by code
 */
public record MigrationPlan(
    String projectKey,
    List<Line> lines,
    long calls,
    Duration time,
    Map<String, Long> losses,
    Map<String, Long> rejects) {

  /** Objects of one kind. */
  public record Line(String kind, long create, long update, long calls) {}

  static MigrationPlan of(Store store, Settings settings) {
    String projectKey = settings.zephyr().projectKey();
    List<Line> lines =
        store.read(
            session ->
                session.query(
                    """
                    SELECT kind, sum(CASE WHEN target_id IS NULL THEN 1 ELSE 0 END) AS new_count,
                        sum(CASE WHEN target_id IS NULL THEN 0 ELSE 1 END) AS changed_count
                    FROM target_object
                    WHERE project_key = ? AND state IN ('PLANNED', 'SENDING', 'REJECTED', 'HELD') AND document IS NOT NULL
                    GROUP BY kind ORDER BY min(rank)
                    """,
                    row ->
                        line(
                            row.text("kind"), row.number("new_count"), row.number("changed_count")),
                    projectKey));
    long calls = lines.stream().mapToLong(Line::calls).sum();
    TransformSummary summary = TransformSummary.read(store, projectKey);
    Duration time =
        Duration.ofSeconds(
            (calls + settings.qtest().requestsPerSecond() - 1)
                / settings.qtest().requestsPerSecond());
    return new MigrationPlan(projectKey, lines, calls, time, summary.losses(), summary.rejects());
  }

  /** One call creates; an update reads the object before, to see edits of others. */
  private static Line line(String kind, long create, long update) {
    return new Line(kind, create, update, create + 2 * update);
  }
}
