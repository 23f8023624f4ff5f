package io.ztoq.store;

import io.ztoq.store.ReportRows.Example;
import io.ztoq.store.ReportRows.Field;
import io.ztoq.store.ReportRows.FindingGroup;
import io.ztoq.store.ReportRows.LossGroup;
import io.ztoq.store.ReportRows.Objects;
import io.ztoq.store.ReportRows.Phase;
import io.ztoq.store.ReportRows.RejectGroup;
import io.ztoq.store.ReportRows.Run;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows about one run, for reports; reads only, and takes whatever is there.
 * Thread-safe.
 */
public final class ReportQueries {

  /** Examples kept per group of findings. */
  private static final int EXAMPLES = 5;

  private final Store store;

  public ReportQueries(Store store) {
    this.store = store;
  }

  /** The latest run of a project, or of any project when {@code projectKey} is null. */
  public Optional<String> latestRun(@Nullable String projectKey) {
    return store.read(
        session ->
            session.first(
                "SELECT run_id FROM run WHERE COALESCE(?, project_key) = project_key ORDER BY started_at DESC, run_id DESC",
                row -> row.text("run_id"),
                projectKey));
  }

  public Optional<Run> run(String runId) {
    return store.read(
        session -> session.first("SELECT * FROM run WHERE run_id = ?", ReportQueries::run, runId));
  }

  /** In the order in which they began. */
  public List<Phase> phases(String runId) {
    return store.read(
        session ->
            session.query(
                "SELECT phase, state, started_at, ended_at, message FROM run_phase WHERE run_id = ? ORDER BY started_at",
                row ->
                    new Phase(
                        row.text("phase"),
                        row.text("state"),
                        time(row, "started_at"),
                        row.instant("ended_at"),
                        row.textOrNull("message")),
                runId));
  }

  /** Entities of the source that still exist there. */
  public Map<String, Long> sources(String projectKey) {
    Map<String, Long> counts = new LinkedHashMap<>();
    store.read(
        session -> {
          session.forEach(
              """
              SELECT 'Folder ' || f.type AS name, count(*) AS row_count FROM Folder f JOIN Project p ON p.project_id = f.project_id
                WHERE p.project_key = ? AND f.gone_at IS NULL GROUP BY f.type
              UNION ALL SELECT 'TestCase', count(*) FROM TestCase c JOIN Project p ON p.project_id = c.project_id
                WHERE p.project_key = ? AND c.gone_at IS NULL
              UNION ALL SELECT 'TestPlan', count(*) FROM TestPlan c JOIN Project p ON p.project_id = c.project_id
                WHERE p.project_key = ? AND c.gone_at IS NULL
              UNION ALL SELECT 'TestCycle', count(*) FROM TestCycle c JOIN Project p ON p.project_id = c.project_id
                WHERE p.project_key = ? AND c.gone_at IS NULL
              UNION ALL SELECT 'TestExecution', count(*) FROM TestExecution c JOIN Project p ON p.project_id = c.project_id
                WHERE p.project_key = ? AND c.gone_at IS NULL
              UNION ALL SELECT 'Attachment', count(*) FROM Attachment a JOIN Project p ON p.project_id = a.project_id
                WHERE p.project_key = ?
              """,
              row -> counts.put(row.text("name"), row.number("row_count")),
              projectKey,
              projectKey,
              projectKey,
              projectKey,
              projectKey,
              projectKey);
          return counts;
        });
    return counts;
  }

  /**
   * Ledger rows by kind and state, in the order of the work list; what validation saw belongs to
   * {@code runId}.
   */
  public List<Objects> objects(String projectKey, String runId) {
    return store.read(
        session ->
            session.query(
                """
                SELECT t.kind, MIN(t.rank) AS first_rank, count(*) AS planned,
                  SUM(CASE WHEN t.state = 'WRITTEN' THEN 1 ELSE 0 END) AS written,
                  SUM(CASE WHEN t.state = 'WRITTEN' AND t.run_id = ? THEN 1 ELSE 0 END) AS written_now,
                  SUM(CASE WHEN t.state IN ('PLANNED', 'SENDING') THEN 1 ELSE 0 END) AS open_count,
                  SUM(CASE WHEN t.state = 'REJECTED' THEN 1 ELSE 0 END) AS rejected,
                  SUM(CASE WHEN t.state = 'HELD' THEN 1 ELSE 0 END) AS held,
                  SUM(CASE WHEN l.target_id IS NOT NULL AND l.difference_count = 0 THEN 1 ELSE 0 END) AS verified,
                  SUM(CASE WHEN l.difference_count > 0 THEN 1 ELSE 0 END) AS different
                FROM target_object t LEFT JOIN live_object l ON l.project_key = t.project_key AND l.kind = t.kind
                  AND l.target_id = t.target_id AND l.run_id = ? AND l.content_sha256 IS NOT NULL
                WHERE t.project_key = ? AND t.state <> 'GONE'
                GROUP BY t.kind ORDER BY first_rank
                """,
                ReportQueries::objects,
                runId,
                runId,
                projectKey));
  }

  /** Unresolved rejects by cause, largest group first. */
  public List<RejectGroup> rejects(String projectKey) {
    return store.read(
        session ->
            session.query(
                """
                SELECT flow, kind, code, fingerprint, count(*) AS row_count, MIN(message) AS message,
                  MIN(source_key) AS first_key, MAX(source_key) AS last_key
                FROM rejected_record WHERE project_key = ? AND resolved_at IS NULL
                GROUP BY flow, kind, code, fingerprint ORDER BY row_count DESC, code, fingerprint
                """,
                row ->
                    new RejectGroup(
                        row.text("flow"),
                        row.text("kind"),
                        row.text("code"),
                        row.text("fingerprint"),
                        row.number("row_count"),
                        row.text("message"),
                        row.text("first_key"),
                        row.text("last_key")),
                projectKey));
  }

  /** Losses by kind, worst and largest first, each kind with one of its losses as the example. */
  public List<LossGroup> losses(String projectKey) {
    return store.read(
        session ->
            session.query(
                """
                SELECT * FROM (SELECT kind, severity, entity, source_key AS first_key, field, kept_instead,
                    count(*) OVER (PARTITION BY kind, severity, entity) AS row_count,
                    ROW_NUMBER() OVER (PARTITION BY kind, severity, entity ORDER BY source_key, field, loss_id) AS place
                  FROM loss WHERE project_key = ?) numbered
                WHERE place = 1
                ORDER BY CASE severity WHEN 'ERROR' THEN 0 WHEN 'WARNING' THEN 1 ELSE 2 END, row_count DESC, kind, entity
                """,
                row ->
                    new LossGroup(
                        row.text("kind"),
                        row.text("severity"),
                        row.text("entity"),
                        row.number("row_count"),
                        row.text("first_key"),
                        row.text("field"),
                        row.text("kept_instead")),
                projectKey));
  }

  /** Findings of the run by rule, worst first, each with its first examples. */
  public List<FindingGroup> findings(String runId) {
    Map<String, FindingGroup> groups = new LinkedHashMap<>();
    store.read(
        session -> {
          session.forEach(
              """
              SELECT * FROM (SELECT phase, rule_id, severity, scope, source_key, message, expected, actual,
                  count(*) OVER (PARTITION BY phase, rule_id, severity, scope) AS group_count,
                  ROW_NUMBER() OVER (PARTITION BY phase, rule_id, severity, scope ORDER BY finding_id) AS place
                FROM finding WHERE run_id = ?) numbered
              WHERE place <= ?
              ORDER BY CASE severity WHEN 'ERROR' THEN 0 WHEN 'WARNING' THEN 1 ELSE 2 END, phase, rule_id, scope, place
              """,
              row -> addExample(groups, row),
              runId,
              EXAMPLES);
          return groups;
        });
    return List.copyOf(groups.values());
  }

  /** Which field of Zephyr goes to which field of qTest, and as what. */
  public List<Field> fields(String projectKey) {
    return store.read(
        session ->
            session.query(
                """
                SELECT object_type, label, source_name, data_type, inferred_as, is_system, field_id, options
                FROM target_field WHERE project_key = ? ORDER BY object_type, is_system, label
                """,
                row ->
                    new Field(
                        row.text("object_type"),
                        row.textOrNull("source_name"),
                        row.text("label"),
                        row.count("data_type"),
                        row.textOrNull("inferred_as"),
                        row.flag("is_system"),
                        row.numberOrNull("field_id"),
                        row.textOrNull("options")),
                projectKey));
  }

  private static void addExample(Map<String, FindingGroup> groups, Row row) throws SQLException {
    FindingGroup group =
        new FindingGroup(
            row.text("phase"),
            row.text("rule_id"),
            row.text("severity"),
            row.text("scope"),
            row.number("group_count"),
            new ArrayList<>());
    String key = String.join("|", group.phase(), group.ruleId(), group.severity(), group.scope());
    groups
        .computeIfAbsent(key, absent -> group)
        .examples()
        .add(
            new Example(
                row.text("source_key"),
                row.text("message"),
                row.textOrNull("expected"),
                row.textOrNull("actual")));
  }

  private static Run run(Row row) throws SQLException {
    return new Run(
        row.text("run_id"),
        row.text("project_key"),
        row.text("command"),
        row.text("phases"),
        time(row, "started_at"),
        row.instant("ended_at"),
        row.countOrNull("exit_code"),
        row.textOrNull("outcome"),
        row.text("host"),
        row.text("ztoq_version"));
  }

  private static Objects objects(Row row) throws SQLException {
    return new Objects(
        row.text("kind"),
        row.number("planned"),
        row.number("written"),
        row.number("written_now"),
        row.number("open_count"),
        row.number("rejected"),
        row.number("held"),
        row.number("verified"),
        row.number("different"));
  }

  private static Instant time(Row row, String column) throws SQLException {
    Instant value = row.instant(column);
    return value == null ? Instant.EPOCH : value;
  }
}
