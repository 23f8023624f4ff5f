package io.ztoq.validate;

import io.ztoq.qtest.AttachmentDocument;
import io.ztoq.qtest.CaseDocument;
import io.ztoq.qtest.CycleDocument;
import io.ztoq.qtest.FieldValue;
import io.ztoq.qtest.LogDocument;
import io.ztoq.qtest.ModuleDocument;
import io.ztoq.qtest.RunDocument;
import io.ztoq.store.Json;
import io.ztoq.store.Store;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger that belongs to {@link FakeQTest}: ledger row ids are qTest ids plus 1000. */
final class Ledger {

  private final Store store;

  Ledger(Store store) {
    this.store = store;
  }

  void fill() {
    fillDesign();
    fillExecution();
    fillFiles();
  }

  private void fillDesign() {
    row(
        "MODULE",
        "folder/5",
        1,
        null,
        new ModuleDocument("Login", "<p>All</p>[zephyr:folder/5]", "[zephyr:folder/5]"));
    row(
        "TEST_CASE",
        "PAY-T2",
        12,
        1L,
        new CaseDocument(
            "PAY-T2", "Called", "", "", List.of(FieldValue.of("Zephyr Key", "PAY-T2")), List.of()));
    row(
        "TEST_CASE",
        "PAY-T1",
        11,
        1L,
        new CaseDocument(
            "PAY-T1",
            "Sign in",
            "<p>a &amp; b</p>",
            "",
            List.of(
                new FieldValue("Due", List.of("2017-10-27T00:00:00Z")),
                FieldValue.of("Priority", "Medium"),
                new FieldValue("Tags", List.of("blue", "red")),
                FieldValue.of("Zephyr Key", "PAY-T1")),
            List.of(
                new CaseDocument.Step("Open", "Form", null),
                new CaseDocument.Step("call", "", "PAY-T2"))));
    row("APPROVAL", "PAY-T1", 0, 11L, null);
  }

  private void fillExecution() {
    row(
        "TEST_CYCLE",
        "cycle/PAY-R1",
        21,
        null,
        new CycleDocument(
            "Sprint", "Text[zephyr:cycle/PAY-R1]", "[zephyr:cycle/PAY-R1]", List.of()));
    row(
        "TEST_RUN",
        "PAY-R1/PAY-T1",
        31,
        21L,
        new RunDocument(
            "PAY-R1/PAY-T1",
            "Sign in",
            "PAY-T1",
            List.of(FieldValue.of("Zephyr Key", "PAY-R1/PAY-T1"))));
    fillLogs();
  }

  private void fillLogs() {
    row(
        "TEST_LOG",
        "PAY-E1",
        41,
        31L,
        new LogDocument(
            "Passed",
            Instant.parse("2024-03-22T08:00:00.123Z"),
            Instant.parse("2024-03-22T08:01:30Z"),
            "ok [zephyr:PAY-E1]",
            "[zephyr:PAY-E1]",
            "12",
            "PAY-T1",
            2,
            List.of(new LogDocument.StepLog(1, "Passed", "fine"))));
    row(
        "TEST_LOG",
        "PAY-E2",
        42,
        31L,
        new LogDocument(
            "Failed",
            Instant.parse("2024-03-23T08:00:00Z"),
            Instant.parse("2024-03-23T08:00:01Z"),
            "[zephyr:PAY-E2]",
            "[zephyr:PAY-E2]",
            null,
            "PAY-T1",
            2,
            List.of()));
  }

  private void fillFiles() {
    row(
        "ATTACHMENT",
        "TestCase/PAY-T1/1",
        71,
        11L,
        new AttachmentDocument("a.png", "image/png", "x", 3, 0));
    row(
        "ATTACHMENT",
        "TestStep/PAY-T1/1/2",
        72,
        11L,
        new AttachmentDocument("s.txt", "text/plain", "x", 3, 1));
    row(
        "ATTACHMENT",
        "TestExecutionStep/PAY-E1/1/3",
        73,
        41L,
        new AttachmentDocument("r.txt", "text/plain", "x", 3, 1));
    update("INSERT INTO target_need(object_id, needs_id, is_order_only) VALUES (1042, 1041, TRUE)");
    update(
        "INSERT INTO target_step(test_case_object_id, seq, position, own_position, step_id) VALUES (1011, 1, 1, 1, 501)");
    update(
        "INSERT INTO target_field(project_key, object_type, label, data_type, is_system)"
            + " VALUES ('PAY', 'test-cases', 'Tags', 17, FALSE)");
  }

  /** An approval has no id in qTest; its row is 1000 + 99. */
  private void row(
      String kind, String key, long targetId, @Nullable Long parent, @Nullable Record document) {
    store.write(
        session ->
            session.update(
                """
                INSERT INTO target_object(target_object_id, project_key, kind, source_key, parent_id, rank, sort_key,
                  document, document_sha256, written_sha256, state, target_id, planned_by)
                VALUES (?, 'PAY', ?, ?, ?, 1000, ?, ?, 'h', 'h', 'WRITTEN', ?, 'g1')
                """,
                targetId == 0 ? 1099L : targetId + 1000,
                kind,
                key,
                parent == null ? null : (Long) (parent + 1000),
                key,
                document == null ? null : Json.write(document),
                targetId == 0 ? null : (Long) targetId));
  }

  /**
   * Replaces the steps of a case.
   *
   * @param steps qTest's id, then {@code call} for a call step or the id of the call step above it
   */
  void steps(String caseKey, String... steps) {
    String id =
        "(SELECT target_object_id FROM target_object WHERE kind = 'TEST_CASE' AND source_key = '%s')"
            .formatted(caseKey);
    update("DELETE FROM target_step WHERE test_case_object_id = " + id);
    int seq = 0;
    int position = 0;
    for (String step : steps) {
      String[] words = step.split(" ", -1);
      boolean call = step.endsWith("call");
      update(
          "INSERT INTO target_step(test_case_object_id, seq, position, own_position, step_id, parent_step_id) VALUES (%s, %d, %s, %s, %s, %s)"
              .formatted(
                  id,
                  ++seq,
                  call ? null : ++position,
                  words.length == 1 ? 1 : null,
                  words[0],
                  call || words.length == 1 ? null : words[1]));
    }
  }

  /** Replaces the step results of a log. */
  void results(String key, LogDocument.StepLog... results) {
    String document =
        store.read(
            session ->
                session
                    .first(
                        "SELECT document FROM target_object WHERE kind = 'TEST_LOG' AND source_key = ?",
                        row -> row.text("document"),
                        key)
                    .orElseThrow());
    LogDocument old = Json.read(document, LogDocument.class);
    LogDocument changed =
        new LogDocument(
            old.status(),
            old.start(),
            old.end(),
            old.note(),
            old.marker(),
            old.buildNumber(),
            old.caseKey(),
            old.stepCount(),
            List.of(results));
    store.write(
        session ->
            session.update(
                "UPDATE target_object SET document = ? WHERE kind = 'TEST_LOG' AND source_key = ?",
                Json.write(changed),
                key));
  }

  void update(String sql) {
    store.write(session -> session.update(sql));
  }
}
