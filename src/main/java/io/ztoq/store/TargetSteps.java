package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code target_step}: the step ids of the cases' current versions in qTest. */
public final class TargetSteps {

  private final Store store;

  public TargetSteps(Store store) {
    this.store = store;
  }

  /**
   * @param position among the steps that can have a result, null for a call step itself
   * @param ownPosition among the case's own steps, null for a step of a called case
   * @param calledCaseId target id of the case that the step belongs to or calls, null for a plain
   *     step
   * @param parentStepId the call step above it, null for an own step
   */
  public record Step(
      @Nullable Integer position,
      @Nullable Integer ownPosition,
      long stepId,
      @Nullable Long calledCaseId,
      @Nullable Long parentStepId) {

    static Step of(Row row) throws SQLException {
      return new Step(
          row.countOrNull("position"),
          row.countOrNull("own_position"),
          row.number("step_id"),
          row.numberOrNull("called_test_case_id"),
          row.numberOrNull("parent_step_id"));
    }
  }

  /** What a case looks like in qTest now; without version and steps when it is no longer there. */
  public record CaseReading(
      long caseObjectId,
      @Nullable Long versionId,
      @Nullable String version,
      @Nullable String liveSha256,
      List<Step> steps) {}

  /** Steps of a case in qTest's order, calls expanded. */
  public List<Step> of(long caseObjectId) {
    return store.read(
        session ->
            session.query(
                """
            SELECT position, own_position, step_id, called_test_case_id, parent_step_id FROM target_step
            WHERE test_case_object_id = ? ORDER BY seq""",
                Step::of,
                caseObjectId));
  }

  /** Cases of a module that stand in qTest: row id by target id. */
  public List<Target> casesOf(long moduleObjectId) {
    return store.read(
        session ->
            session.query(
                """
            SELECT target_object_id, target_id, target_version_id FROM target_object
            WHERE parent_id = ? AND kind = 'TEST_CASE' AND target_id IS NOT NULL AND state <> 'GONE'""",
                Target::of,
                moduleObjectId));
  }

  /**
   * Keeps readings in one transaction; the digest only where the case is as we wrote it, a case
   * that somebody edited since counts as edited from then on. Files of steps that have got another
   * id are planned again.
   */
  public void keep(List<CaseReading> readings) {
    store.write(session -> keep(session, readings));
  }

  /**
   * Whether the case {@code o} has another version than our last request made: somebody edited it
   * between that and the reading. Unless ztoq has put files on it since, which may raise a version.
   */
  private static final String OTHER_VERSION =
      """
      COALESCE((SELECT a.target_version FROM target_object a WHERE a.parent_id = o.target_object_id
          AND a.kind = 'APPROVAL' AND a.state = 'WRITTEN') <> ?, FALSE)
        AND NOT EXISTS (SELECT 1 FROM target_object f WHERE f.parent_id = o.target_object_id
          AND f.kind = 'ATTACHMENT' AND f.target_id IS NOT NULL)""";

  private static int keep(Session session, List<CaseReading> readings) throws SQLException {
    for (CaseReading reading : readings) {
      session.update(
          """
          UPDATE target_object AS o SET target_version_id = ?, target_version = ?,
              live_sha256 = CASE WHEN state <> 'WRITTEN' OR live_sha256 IS NOT NULL THEN live_sha256
                WHEN %s THEN 'edited' ELSE ? END
          WHERE target_object_id = ?"""
              .formatted(OTHER_VERSION),
          reading.versionId(),
          reading.version(),
          reading.version(),
          reading.liveSha256(),
          reading.caseObjectId());
      if (hasOtherSteps(session, reading)) {
        planStepFiles(session, reading.caseObjectId());
      }
      session.update(
          "DELETE FROM target_step WHERE test_case_object_id = ?", reading.caseObjectId());
      session.batch(
          """
          INSERT INTO target_step(test_case_object_id, seq, position, own_position, step_id, called_test_case_id,
              parent_step_id) VALUES (?, ?, ?, ?, ?, ?, ?)""",
          rows(reading));
    }
    return readings.size();
  }

  /** Whether the case's own steps were known by other ids before. */
  private static boolean hasOtherSteps(Session session, CaseReading reading) throws SQLException {
    List<Long> before =
        session.query(
            """
            SELECT step_id FROM target_step
            WHERE test_case_object_id = ? AND own_position IS NOT NULL ORDER BY own_position""",
            row -> row.number("step_id"),
            reading.caseObjectId());
    List<Long> now =
        reading.steps().stream()
            .filter(step -> step.ownPosition() != null)
            .sorted(Comparator.comparing(step -> Objects.requireNonNull(step.ownPosition())))
            .map(Step::stepId)
            .toList();
    return !before.isEmpty() && !before.equals(now);
  }

  /**
   * Whether files go with a step to its new id is open (api-contract 2.8): each is looked for
   * there, and uploaded again where it is not.
   */
  private static void planStepFiles(Session session, long caseObjectId) throws SQLException {
    session.update(
        """
        UPDATE target_object SET state = 'PLANNED', is_doubtful = TRUE, waiting = 0, target_id = NULL,
            written_sha256 = NULL, live_sha256 = NULL
        WHERE parent_id = ? AND kind = 'ATTACHMENT' AND state = 'WRITTEN' AND source_key LIKE 'TestStep/%'""",
        caseObjectId);
  }

  private static List<@Nullable Object[]> rows(CaseReading reading) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Step step : reading.steps()) {
      rows.add(
          new @Nullable Object[] {
            reading.caseObjectId(),
            rows.size() + 1,
            step.position(),
            step.ownPosition(),
            step.stepId(),
            step.calledCaseId(),
            step.parentStepId()
          });
    }
    return rows;
  }
}
