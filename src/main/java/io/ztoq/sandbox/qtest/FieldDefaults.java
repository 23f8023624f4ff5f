package io.ztoq.sandbox.qtest;

import java.util.List;

/**
 * The system fields a project has from the start. Ids are the project's own: nobody can guess them.
 */
final class FieldDefaults {

  static final List<String> OBJECT_TYPES =
      List.of(
          "releases",
          "builds",
          "requirements",
          "test-cases",
          "test-steps",
          "defects",
          "test-suites",
          "test-runs");
  static final List<String> EXECUTION_STATUSES =
      List.of("Passed", "Failed", "Incomplete", "Blocked", "Unexecuted");

  private final QTestState state;

  FieldDefaults(QTestState state) {
    this.state = state;
  }

  void addAll() {
    OBJECT_TYPES.forEach(state::fields);
    add(
        "test-cases",
        "Status",
        Field.COMBO_BOX,
        true,
        "New",
        "In Progress",
        "Ready For Review",
        "Completed");
    add(
        "test-cases",
        "Type",
        Field.COMBO_BOX,
        true,
        "Manual",
        "Automation",
        "Performance",
        "Scenario");
    add(
        "test-cases",
        "Priority",
        Field.COMBO_BOX,
        true,
        "Undecided",
        "Low",
        "Medium",
        "High",
        "Urgent",
        "Critical");
    add("test-cases", "Assigned To", Field.USER_LIST, false);
    add("test-cases", "Description", Field.RICH_TEXT, false);
    add("test-cases", "Precondition", Field.RICH_TEXT, false);
    add("test-cases", "Automation", Field.COMBO_BOX, false, "No", "Yes");
    addRunsAndTheRest();
  }

  private void addRunsAndTheRest() {
    add("test-runs", "Status", Field.COMBO_BOX, false, EXECUTION_STATUSES.toArray(String[]::new));
    add("test-runs", "Assigned To", Field.USER_LIST, false);
    add("test-runs", "Planned Start Date", Field.DATE_TIME, false);
    add("test-runs", "Planned End Date", Field.DATE_TIME, false);
    add(
        "test-runs",
        "Execution Type",
        Field.COMBO_BOX,
        false,
        "Functional",
        "Acceptance",
        "Regression");
    add("test-suites", "Assigned To", Field.USER_LIST, false);
    add("test-suites", "Planned Start Date", Field.DATE_TIME, false);
    add("test-suites", "Planned End Date", Field.DATE_TIME, false);
    add("test-suites", "Description", Field.RICH_TEXT, false);
    add("releases", "Status", Field.COMBO_BOX, false, "Planned", "In Progress", "Finished");
    add("releases", "Description", Field.RICH_TEXT, false);
  }

  private void add(
      String objectType, String label, int dataType, boolean required, String... options) {
    Field field = new Field();
    field.id = state.nextId("fields");
    field.label = label;
    field.dataType = dataType;
    field.required = required;
    field.system = true;
    field.order = state.fields(objectType).size() + 1;
    for (String option : options) {
      boolean first = field.options.isEmpty();
      field.options.add(
          new Field.Option(state.nextId("options"), option, field.options.size() + 1, first, true));
    }
    state.fields(objectType).add(field);
  }
}
