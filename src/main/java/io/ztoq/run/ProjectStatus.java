package io.ztoq.run;

import io.ztoq.store.Session;
import io.ztoq.store.Store;
import io.ztoq.store.StoreFigures;
import io.ztoq.store.StoreFigures.Figure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the migration of a project stands.
 *
 * @param phases phase to pending, running, completed, partial or failed, in order
 * @param problem why the last phase failed, null otherwise
 * @param runs the latest runs, newest first, at most five
 * @param inUseBy the run at work right now, null when none is or its process is gone
 * @param extracted entities in the store
 * @param objects qTest objects by kind and state
 * @param rejects open rejects by cause, largest group first
 * @param losses rows of the loss ledger by kind
 * @param next what to do next
 */
public record ProjectStatus(
    String projectKey,
    Map<String, String> phases,
    @Nullable String problem,
    List<RunLine> runs,
    @Nullable String inUseBy,
    List<Figure> extracted,
    List<ObjectCount> objects,
    List<RejectGroup> rejects,
    Map<String, Long> losses,
    String next) {

  /** One run. */
  public record RunLine(
      String runId,
      String command,
      String phases,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Integer exitCode,
      @Nullable String outcome) {}

  /** qTest objects of one kind in one state. */
  public record ObjectCount(String kind, String state, long count) {}

  private static final Set<String> SHOWN =
      Set.of(
          "Folder", "TestCase", "TestStep", "TestPlan", "TestCycle", "TestExecution", "Attachment");

  /** Reads the status; a project that never ran is pending throughout. */
  public static ProjectStatus of(Store store, String projectKey) {
    List<Figure> extracted =
        new StoreFigures(store)
            .of(projectKey).stream().filter(one -> SHOWN.contains(one.table())).toList();
    List<RejectGroup> rejects = RejectGroup.open(store, projectKey);
    return store.read(
        session -> {
          Map<String, String> phases = phases(session, projectKey);
          List<ObjectCount> objects = objects(session, projectKey);
          String inUse = inUse(session, projectKey);
          return new ProjectStatus(
              projectKey,
              phases,
              problem(session, projectKey),
              runs(session, projectKey),
              inUse,
              extracted,
              objects,
              rejects,
              losses(session, projectKey),
              next(phases, inUse != null, objects, rejects));
        });
  }

  private static Map<String, String> phases(Session session, String projectKey)
      throws SQLException {
    Map<String, String> phases = new LinkedHashMap<>();
    List.of("extract", "transform", "load", "validate")
        .forEach(phase -> phases.put(phase, "pending"));
    session.forEach(
        """
        SELECT extraction_status AS e, transformation_status AS t, loading_status AS l, validation_status AS v
        FROM migration_state WHERE project_key = ?
        """,
        row -> {
          phases.put("extract", word(row.textOrNull("e")));
          phases.put("transform", word(row.textOrNull("t")));
          phases.put("load", word(row.textOrNull("l")));
          phases.put("validate", word(row.textOrNull("v")));
        },
        projectKey);
    return phases;
  }

  private static String word(@Nullable String status) {
    return status == null ? "pending" : status;
  }

  private static @Nullable String problem(Session session, String projectKey) throws SQLException {
    return session
        .first(
            "SELECT coalesce(error_message, '') AS m FROM migration_state WHERE project_key = ?",
            row -> row.text("m"),
            projectKey)
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }

  private static List<RunLine> runs(Session session, String projectKey) throws SQLException {
    return session.query(
        "SELECT * FROM run WHERE project_key = ? ORDER BY started_at DESC, run_id DESC LIMIT 5",
        row -> {
          Instant started = row.instant("started_at");
          return new RunLine(
              row.text("run_id"),
              row.text("command"),
              row.text("phases"),
              started == null ? Instant.EPOCH : started,
              row.instant("ended_at"),
              row.countOrNull("exit_code"),
              row.textOrNull("outcome"));
        },
        projectKey);
  }

  private static @Nullable String inUse(Session session, String projectKey) throws SQLException {
    return session
        .first(
            "SELECT run_id, host, pid, acquired_at FROM lease WHERE name = ? AND expires_at > ?",
            row -> {
              Holder holder = new Holder(row.text("host"), row.number("pid"));
              Instant since = row.instant("acquired_at");
              return since != null && holder.isGone(since)
                  ? ""
                  : "run %s (%s, since %s)".formatted(row.text("run_id"), holder, since);
            },
            "project/" + projectKey,
            Instant.now())
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }

  private static List<ObjectCount> objects(Session session, String projectKey) throws SQLException {
    return session.query(
        """
        SELECT kind, state, count(*) AS n FROM target_object WHERE project_key = ?
        GROUP BY kind, state ORDER BY min(rank), state
        """,
        row -> new ObjectCount(row.text("kind"), row.text("state"), row.number("n")),
        projectKey);
  }

  private static Map<String, Long> losses(Session session, String projectKey) throws SQLException {
    Map<String, Long> losses = new LinkedHashMap<>();
    session.forEach(
        "SELECT kind, count(*) AS n FROM loss WHERE project_key = ? GROUP BY kind ORDER BY n DESC, kind",
        row -> losses.put(row.text("kind"), row.number("n")),
        projectKey);
    return losses;
  }

  private static String next(
      Map<String, String> phases,
      boolean inUse,
      List<ObjectCount> objects,
      List<RejectGroup> rejects) {
    for (Map.Entry<String, String> phase : phases.entrySet()) {
      switch (phase.getValue()) {
        case "pending" -> {
          return "`ztoq migrate run` goes on with " + phase.getKey();
        }
        case "running" -> {
          return inUse
              ? "a run is at %s; wait until it ends".formatted(phase.getKey())
              : "the run was killed or crashed at %s; `ztoq migrate run` goes on"
                  .formatted(phase.getKey());
        }
        case "failed" -> {
          return phase.getKey()
              + " failed; correct the cause above, then `ztoq migrate run` goes on";
        }
        default -> {}
      }
    }
    if (!rejects.isEmpty()) {
      return "correct the causes of the rejects, then `ztoq migrate run`; with `--phases transform,load,validate` where nothing"
          + " was corrected in Zephyr";
    }
    boolean open =
        objects.stream()
            .anyMatch(one -> one.state().equals("PLANNED") || one.state().equals("SENDING"));
    return open
        ? "`ztoq migrate run --phases load,validate` writes what is planned"
        : "nothing; the report has the details";
  }
}
