package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How much is in the store. */
public final class StoreFigures {

  /**
   * Rows of one table.
   *
   * @param table as the schema writes it
   * @param rows of all projects, or of one
   */
  public record Figure(String table, long rows) {}

  /** Tables with a column project_id. */
  private static final List<String> BY_PROJECT_ID =
      List.of(
          "Folder",
          "reference_value",
          "TestCase",
          "TestPlan",
          "TestCycle",
          "TestExecution",
          "entity_link",
          "Attachment");

  /** Tables with a column project_key. */
  private static final List<String> BY_PROJECT_KEY =
      List.of(
          "Project",
          "raw_record",
          "migration_state",
          "entity_batch_state",
          "run",
          "checkpoint",
          "rejected_record",
          "loss",
          "finding",
          "target_object",
          "target_field",
          "live_object");

  private static final List<String> OF_CASES = List.of("TestStep", "test_case_version");

  private static final List<String> OF_EXECUTIONS = List.of("test_execution_step");

  private static final List<String> WHOLE =
      List.of(
          "CustomField",
          "test_plan_cycle",
          "attachment_content",
          "attachment_chunk",
          "target_need",
          "target_step",
          "remote_call",
          "run_phase",
          "lease");

  private final Store store;

  public StoreFigures(Store store) {
    this.store = store;
  }

  /** Rows of every table. */
  public List<Figure> ofAll() {
    return store.read(
        session -> {
          List<Figure> figures = new ArrayList<>();
          for (List<String> tables :
              List.of(BY_PROJECT_KEY, BY_PROJECT_ID, OF_CASES, OF_EXECUTIONS, WHOLE)) {
            for (String table : tables) {
              figures.add(new Figure(table, session.number("SELECT count(*) FROM " + table)));
            }
          }
          return figures;
        });
  }

  /** Rows of the tables that tell projects apart. */
  public List<Figure> of(String projectKey) {
    String id = "(SELECT project_id FROM Project WHERE project_key = ?)";
    return store.read(
        session -> {
          List<Figure> figures = new ArrayList<>();
          add(session, figures, BY_PROJECT_KEY, "project_key = ?", projectKey);
          add(session, figures, BY_PROJECT_ID, "project_id = " + id, projectKey);
          add(
              session,
              figures,
              OF_CASES,
              "test_case_id IN (SELECT test_case_id FROM TestCase WHERE project_id = " + id + ")",
              projectKey);
          add(
              session,
              figures,
              OF_EXECUTIONS,
              "execution_id IN (SELECT execution_id FROM TestExecution WHERE project_id = "
                  + id
                  + ")",
              projectKey);
          return figures;
        });
  }

  private static void add(
      Session session, List<Figure> figures, List<String> tables, String where, String projectKey)
      throws SQLException {
    for (String table : tables) {
      figures.add(
          new Figure(
              table,
              session.number("SELECT count(*) FROM " + table + " WHERE " + where, projectKey)));
    }
  }
}
