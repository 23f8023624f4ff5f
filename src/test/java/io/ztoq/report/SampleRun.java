package io.ztoq.report;

import io.ztoq.store.Finding;
import io.ztoq.store.Finding.Severity;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.LiveObject;
import io.ztoq.store.LiveObjectRepository;
import io.ztoq.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store after a migration as it happens in practice: most went well, some did not. */
final class SampleRun {

  static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
  static final Instant NOW = START.plusSeconds(470);

  private final Store store;

  SampleRun(Store store) {
    this.store = store;
  }

  static RunReport of(Store store, int scale) {
    new SampleRun(store).fill(scale);
    return RunReport.of(store, "run-17", Map.of("zephyr", 50, "qtest", 50), NOW);
  }

  private void fill(int scale) {
    update("INSERT INTO Project(project_id, project_key, name) VALUES ('1', 'PAY', 'Payments')");
    update(
        """
        INSERT INTO run(run_id, project_key, command, phases, started_at, ended_at, exit_code, outcome, host, pid,
          ztoq_version) VALUES ('run-17', 'PAY', 'migrate run', 'extract,transform,load,validate', ?, ?, 1,
          '3 records rejected, 2 differences', 'build-7', 4711, '0.1.0')
        """,
        START,
        START.plusSeconds(466));
    phases();
    objects(scale);
    rejectsAndLosses();
    findings();
    calls(scale);
    fields();
  }

  private void phases() {
    int[] ends = {0, 121, 129, 391, 466};
    String[] names = {"extract", "transform", "load", "validate"};
    for (int i = 0; i < names.length; i++) {
      update(
          "INSERT INTO run_phase(run_id, phase, state, started_at, ended_at) VALUES ('run-17', ?, 'DONE', ?, ?)",
          names[i],
          START.plusSeconds(ends[i]),
          START.plusSeconds(ends[i + 1]));
    }
  }

  private void objects(int scale) {
    long id = 0;
    LiveObjectRepository live = new LiveObjectRepository(store, "PAY", "run-17");
    String[] kinds = {"MODULE", "TEST_CASE", "TEST_CYCLE", "TEST_RUN", "TEST_LOG", "ATTACHMENT"};
    int[] counts = {4, 20, 3, 18, 22, 6};
    for (int kind = 0; kind < kinds.length; kind++) {
      for (int i = 0; i < counts[kind] * scale; i++) {
        id++;
        boolean rejected = kinds[kind].equals("TEST_CASE") && i == 3;
        boolean held = kinds[kind].equals("TEST_RUN") && i == 5;
        String state = rejected ? "REJECTED" : held ? "HELD" : "WRITTEN";
        update(
            """
            INSERT INTO target_object(project_key, kind, source_key, rank, sort_key, state, target_id, run_id, planned_by)
            VALUES ('PAY', ?, ?, ?, '1', ?, ?, 'run-17', 'g1')
            """,
            kinds[kind],
            kinds[kind] + i,
            1000 * (kind + 1),
            state,
            rejected || held ? null : (Long) id);
        if (!rejected && !held) {
          int differences = kinds[kind].equals("TEST_LOG") && i < 2 ? 1 : 0;
          live.put(
              List.of(
                  new LiveObject(
                      kinds[kind],
                      id,
                      "k" + i,
                      "c" + id,
                      9,
                      differences,
                      LiveObject.Relations.below(null, null))));
        }
      }
    }
  }

  private void rejectsAndLosses() {
    reject(
        "PAY-T4",
        "MAP-007",
        "PAY-T4: no qTest Priority for 'Urgent'; add it under 'values.priority' in config/mappings/test-case.yaml, known: [High, Low, Normal]",
        "f1a9c3e77b");
    reject(
        "PAY-T91",
        "MAP-007",
        "PAY-T91: no qTest Priority for 'Urgent'; add it under 'values.priority' in config/mappings/test-case.yaml, known: [High, Low, Normal]",
        "f1a9c3e77b");
    reject(
        "PAY-T13",
        "QTS-400",
        "PAY-T13: qTest refused POST /test-cases (400, field 'Team' is read-only); make the field writable, then run again",
        "0c44d1");
    loss(
        "TEST_CYCLE/dates",
        "PAY-R1",
        "kept-as-text",
        "INFO",
        "planned dates in the description",
        3);
    loss(
        "TEST_PLAN/plan",
        "PAY-P1",
        "not-representable",
        "WARNING",
        "the plan and its links in the store",
        2);
    loss(
        "TEST_EXECUTION/actualEndDate",
        "PAY-E7",
        "date-guessed",
        "WARNING",
        "the planned end of the cycle",
        1);
    loss(
        "TEST_CASE/objective",
        "PAY-T2",
        "inline-image",
        "WARNING",
        "a note with the image's address",
        4);
  }

  private void findings() {
    FindingRepository findings = new FindingRepository(store, "PAY", "run-17");
    findings.add(
        List.of(
            found(
                "VAL-STATUS",
                Severity.ERROR,
                "TEST_LOG/PAY-E12",
                "status differs",
                "Failed",
                "Passed"),
            found(
                "VAL-TEXT",
                Severity.ERROR,
                "TEST_LOG/PAY-E31",
                "note differs",
                "<p>Login fails for a&b</p>[zephyr:PAY-E31]",
                "<p>Login works</p>[zephyr:PAY-E31]"),
            new Finding(
                "extract",
                "EXT-EXECUTION-CASE",
                Severity.WARNING,
                "test execution",
                "PAY-E40",
                "its test case is in no list (deleted or archived?)",
                null,
                "PAY-T77"),
            found(
                "VAL-NORMALISED",
                Severity.INFO,
                "TEST_CASE/PAY-T3",
                "description is the same HTML in another notation",
                "a<br/>b",
                "a<br>b"),
            found(
                "VAL-COMPARED",
                Severity.INFO,
                "TEST_CASE/",
                "19 objects, 171 fields compared, 0 differences",
                null,
                null),
            found(
                "VAL-PROOF",
                Severity.INFO,
                "PROJECT/",
                "71 objects and 639 fields compared with qTest in 31 calls",
                null,
                "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de")));
  }

  private void calls(int scale) {
    call("zephyr", "GET /testcases/nextgen", 200, 1L * scale);
    call("zephyr", "GET /testcases/{key}/teststeps", 200, 20L * scale);
    call("zephyr", "GET /testcases/{key}/testscript", 200, 3L * scale);
    call("zephyr", "GET /testexecutions/{id}/teststeps", 200, 22L * scale);
    call("zephyr", "GET /testexecutions/{id}/teststeps", 429, 2);
    call("qtest", "POST /test-cases", 200, 19L * scale);
    call("qtest", "PUT /test-cases/{id}/approve", 200, 19L * scale);
    call("qtest", "POST /test-runs", 201, 17L * scale);
    call("qtest", "POST /test-runs/{id}/test-logs", 201, 22L * scale);
    call("qtest", "POST /test-runs/{id}/test-logs", 0, 1);
    call("qtest", "POST /test-cases", 400, 1);
  }

  private void fields() {
    field("Zephyr Key", null, 1, null, 101L, null);
    field("Priority", "priority", 3, null, 7L, "High, Medium, Low");
    field("Requirement", "Requirement ID", 1, "text", 102L, null);
    field("Automated", "Automated?", 3, "boolean", 103L, "Yes, No");
    field("Release date", "Release date", 4, "date", 104L, null);
  }

  private void call(String system, String request, int status, long count) {
    update(
        "INSERT INTO remote_call VALUES ('run-17', ?, ?, ?, ?, ?, ?, ?)",
        system,
        request,
        status,
        count,
        count * 700,
        count * 5_300,
        count * 43);
  }

  private void reject(String key, String code, String message, String fingerprint) {
    update(
        """
        INSERT INTO rejected_record(project_key, flow, kind, source_key, code, message, fingerprint, run_id, first_at,
          last_at, attempt_count) VALUES ('PAY', 'transform', 'TEST_CASE', ?, ?, ?, ?, 'run-17', ?, ?, 1)
        """,
        key,
        code,
        message,
        fingerprint,
        START,
        START);
  }

  private void loss(
      String place, String key, String kind, String severity, String kept, int count) {
    for (int i = 0; i < count; i++) {
      update(
          "INSERT INTO loss(project_key, entity, source_key, field, kind, severity, kept_instead, run_id)"
              + " VALUES ('PAY', ?, ?, ?, ?, ?, ?, 'run-17')",
          place.split("/", -1)[0],
          key + i,
          place.split("/", -1)[1],
          kind,
          severity,
          kept);
    }
  }

  private void field(
      String label,
      @Nullable String source,
      int type,
      @Nullable String inferred,
      Long id,
      @Nullable String options) {
    update(
        """
        INSERT INTO target_field(project_key, object_type, label, source_name, data_type, options, is_system, inferred_as,
          field_id) VALUES ('PAY', 'test-cases', ?, ?, ?, ?, ?, ?, ?)
        """,
        label,
        source,
        type,
        options,
        label.equals("Priority"),
        inferred,
        id);
  }

  /** Place: scope/key. */
  private static Finding found(
      String rule,
      Severity severity,
      String place,
      String message,
      @Nullable String expected,
      @Nullable String actual) {
    String[] parts = place.split("/", -1);
    return new Finding("validate", rule, severity, parts[0], parts[1], message, expected, actual);
  }

  private void update(String sql, @Nullable Object... values) {
    store.write(session -> session.update(sql, values));
  }
}
