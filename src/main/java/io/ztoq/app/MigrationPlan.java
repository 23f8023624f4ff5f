package io.ztoq.app;

import io.ztoq.run.ProjectStatus;
import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import io.ztoq.transform.TransformSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a load would do, by the ledger as it stands; nothing is called.
 *
 * @param state how far the plan is
 * @param hint one sentence: what the plan says, or what to do to have one
 * @param lines objects to send by kind, with the calls they need
 * @param calls to qTest, without looking up what is in doubt
 * @param time at least, with the budget of the settings
 * @param losses rows of the loss ledger by kind
 * @param rejects open rejects by code
 */
public record MigrationPlan(
    String projectKey,
    State state,
    String hint,
    List<Line> lines,
    long calls,
    Duration time,
    Map<String, Long> losses,
    Map<String, Long> rejects) {

  /** How far a plan is. */
  public enum State {
    /** There is no store, or nothing of the project in it. */
    NOTHING_READ,
    /** Read from Zephyr, but not transformed. */
    NOTHING_PLANNED,
    /** A load would send what is in the lines. */
    PLANNED,
    /** A load would send nothing. */
    ALL_WRITTEN
  }

  private static final String READ =
      "`ztoq migrate run --phases extract,transform` reads Zephyr and plans, qTest is not touched";

  /** Objects of one kind. */
  public record Line(String kind, long create, long update, long calls) {}

  static MigrationPlan of(Store store, Settings settings) {
    String projectKey = settings.zephyr().projectKey();
    List<Line> lines = new ArrayList<>();
    lines.addAll(
        store.read(
            session ->
                session.query(
                    """
                    SELECT kind, sum(CASE WHEN target_id IS NULL THEN 1 ELSE 0 END) AS new_count,
                        sum(CASE WHEN target_id IS NULL THEN 0 ELSE 1 END) AS changed_count
                    FROM target_object
                    WHERE project_key = ? AND state IN ('PLANNED', 'SENDING', 'REJECTED') AND document IS NOT NULL
                    GROUP BY kind ORDER BY min(rank)
                    """,
                    row ->
                        line(
                            row.text("kind"), row.number("new_count"), row.number("changed_count")),
                    projectKey)));
    if (!lines.isEmpty() && settings.qtest().createFields()) {
      lines.addAll(fields(store, projectKey));
    }
    State state = state(store, projectKey, lines);
    long calls = lines.stream().mapToLong(Line::calls).sum();
    TransformSummary summary = TransformSummary.read(store, projectKey);
    Duration time =
        Duration.ofSeconds(
            (calls + settings.qtest().requestsPerSecond() - 1)
                / settings.qtest().requestsPerSecond());
    return new MigrationPlan(
        projectKey,
        state,
        hint(state, calls, time) + unfinished(store, projectKey, state),
        lines,
        calls,
        time,
        summary.losses(),
        summary.rejects());
  }

  /** Fields that the load creates in the settings of the qTest project, where they are missing. */
  private static List<Line> fields(Store store, String projectKey) {
    long missing =
        store.read(
            session ->
                session.number(
                    "SELECT count(*) FROM target_field WHERE project_key = ? AND field_id IS NULL AND NOT is_system",
                    projectKey));
    return missing == 0 ? List.of() : List.of(line("CUSTOM_FIELD", missing, 0));
  }

  /** Of a project whose store is not there yet. */
  public static MigrationPlan ofNothing(String projectKey) {
    State state = State.NOTHING_READ;
    return new MigrationPlan(
        projectKey,
        state,
        hint(state, 0, Duration.ZERO),
        List.of(),
        0,
        Duration.ZERO,
        Map.of(),
        Map.of());
  }

  private static State state(Store store, String projectKey, List<Line> lines) {
    if (!lines.isEmpty()) {
      return State.PLANNED;
    }
    if (any(store, "target_object", projectKey)) {
      return State.ALL_WRITTEN;
    }
    return any(store, "raw_record", projectKey) ? State.NOTHING_PLANNED : State.NOTHING_READ;
  }

  private static boolean any(Store store, String table, String projectKey) {
    return store.read(
        session ->
            session
                .first(
                    "SELECT 1 AS one FROM " + table + " WHERE project_key = ? LIMIT 1",
                    row -> row.number("one"),
                    projectKey)
                .isPresent());
  }

  private static String hint(State state, long calls, Duration time) {
    return switch (state) {
      case NOTHING_READ -> "nothing is read yet; " + READ;
      case NOTHING_PLANNED ->
          "Zephyr is read, but nothing is planned yet; `ztoq workflow transform` plans, nobody is called";
      case PLANNED ->
          "a load makes %d calls to qTest, at least %d s with the budget of the settings"
              .formatted(calls, time.toSeconds());
      case ALL_WRITTEN ->
          "all is written, a load sends nothing; `ztoq migrate run --incremental` brings what changed in Zephyr";
    };
  }

  /** A plan of half a project is told as such. */
  private static String unfinished(Store store, String projectKey, State state) {
    Map<String, String> phases = ProjectStatus.of(store, projectKey).phases();
    String behind =
        Stream.of("extract", "transform")
            .filter(phase -> !Set.of("completed", "partial").contains(phases.get(phase)))
            .map(phase -> phase + " is " + phases.get(phase))
            .collect(Collectors.joining(", "));
    boolean any = state == State.PLANNED || state == State.ALL_WRITTEN;
    return any && !behind.isEmpty() ? "; by what is in the store, " + behind : "";
  }

  /** One call creates; an update reads the object before, to see edits of others. */
  private static Line line(String kind, long create, long update) {
    return new Line(kind, create, update, create + 2 * update);
  }
}
