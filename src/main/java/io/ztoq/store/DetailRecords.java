package io.ztoq.store;

import io.ztoq.canonical.CaseVersion;
import io.ztoq.canonical.EntityLink;
import io.ztoq.canonical.ExecutionStep;
import io.ztoq.canonical.ScriptType;
import io.ztoq.canonical.TestStep;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores what was read below one object: raw payloads, canonical rows, the resolved reject and the
 * removal of the due mark are one transaction. Nobody waits for its commit: what a crash undoes is
 * still due and read again.
 */
public final class DetailRecords {

  private static final StepPlaces CASE_STEPS =
      new StepPlaces(
          "TestStep",
          "step_id",
          "test_case_id",
          "TestStep",
          List.of(
              "kind",
              "description",
              "test_data",
              "expected_result",
              "called_case_key",
              "parameters",
              "custom_fields",
              "updated_at",
              "attachments_due"));

  private static final StepPlaces EXECUTION_STEPS =
      new StepPlaces(
          "test_execution_step",
          "execution_step_id",
          "execution_id",
          "TestExecutionStep",
          List.of(
              "description",
              "test_data",
              "expected_result",
              "actual_result",
              "test_data_row",
              "status_id",
              "attachments_due"));

  private final Store store;
  private final Clock clock;

  public DetailRecords(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The script of a case in place of what was known of it. */
  public void script(Read read, ScriptType type, List<TestStep> steps) {
    store.writeBehind(
        session -> {
          Instant now = keep(session, read);
          CASE_STEPS.put(
              session, read.due().id(), steps.stream().map(step -> place(step, now)).toList());
          return session.update(
              "UPDATE TestCase SET script_type = ?, details_due = FALSE WHERE test_case_id = ?",
              type,
              read.due().id());
        });
  }

  /** The step results of an execution in place of what was known of them. */
  public void executionSteps(Read read, List<ExecutionStep> steps) {
    store.writeBehind(
        session -> {
          keep(session, read);
          EXECUTION_STEPS.put(
              session, read.due().id(), steps.stream().map(DetailRecords::place).toList());
          return session.update(
              "UPDATE TestExecution SET details_due = FALSE WHERE execution_id = ?",
              read.due().id());
        });
  }

  /**
   * The versions of a case; those that executions name are added, whether Zephyr lists them or not.
   */
  public void versions(Read read, List<CaseVersion> versions) {
    store.writeBehind(
        session -> {
          keep(session, read);
          for (CaseVersion one : versions) {
            session.update(
                """
                INSERT INTO test_case_version(test_case_id, version, version_id) VALUES (?, ?, ?)
                ON CONFLICT(test_case_id, version) DO UPDATE SET version_id = excluded.version_id
                """,
                read.due().id(),
                one.version(),
                one.versionId());
          }
          session.update(
              """
              INSERT INTO test_case_version(test_case_id, version, version_id)
              SELECT test_case_id, source_case_version, min(source_case_version_id) FROM TestExecution
              WHERE test_case_id = ? AND source_case_version IS NOT NULL GROUP BY test_case_id, source_case_version
              ON CONFLICT(test_case_id, version) DO NOTHING
              """,
              read.due().id());
          return session.update(
              "UPDATE TestCase SET versions_due = FALSE WHERE test_case_id = ?", read.due().id());
        });
  }

  /** The links of a case, cycle or execution. */
  public void links(Read read, List<EntityLink> links) {
    CanonicalTables.Table table =
        switch (read.due().kind()) {
          case CASE_LINKS -> CanonicalTables.Table.TEST_CASE;
          case CYCLE_LINKS -> CanonicalTables.Table.TEST_CYCLE;
          default -> CanonicalTables.Table.TEST_EXECUTION;
        };
    store.writeBehind(
        session -> {
          keep(session, read);
          ExtrasTables.Owner owner = new ExtrasTables.Owner(table.sql(), read.due().id());
          ExtrasTables.links(session, read.scope().projectId(), owner, links);
          return session.update(
              "UPDATE %s SET links_due = FALSE WHERE %s = ?".formatted(table.sql(), table.id()),
              read.due().id());
        });
  }

  private Instant keep(Session session, Read read) throws SQLException {
    Instant now = clock.instant();
    String entity = read.due().kind().name();
    String key = Long.toString(read.due().id());
    int page = 0;
    for (String payload : read.payloads()) {
      String pageKey = page == 0 ? key : key + "/" + page;
      RawRecords.save(session, read.scope(), new RawRecords.Detail(entity, pageKey, payload), now);
      page++;
    }
    while (RawRecords.delete(session, read.scope(), entity, page == 0 ? key : key + "/" + page)) {
      page++;
    }
    Finished.note(session, read.scope(), read.due(), now);
    return now;
  }

  private static StepPlaces.Place place(TestStep step, Instant now) {
    return new StepPlaces.Place(
        step.order(),
        step.zephyrId(),
        new @Nullable Object[] {
          step.kind(),
          step.description(),
          step.testData(),
          step.expectedResult(),
          step.calledCaseKey(),
          step.parameters(),
          step.customFields(),
          now,
          step.zephyrId() != null
        });
  }

  private static StepPlaces.Place place(ExecutionStep step) {
    return new StepPlaces.Place(
        step.order(),
        step.zephyrId(),
        new @Nullable Object[] {
          step.description(),
          step.testData(),
          step.expectedResult(),
          step.actualResult(),
          step.dataRow(),
          step.statusId(),
          step.zephyrId() != null
        });
  }

  /**
   * What came back below one object.
   *
   * @param payloads bodies as they came, one per page, in order; may be empty
   */
  public record Read(ListPage.Scope scope, Due due, List<String> payloads) {}
}
