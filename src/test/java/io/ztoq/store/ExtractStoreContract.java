package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.canonical.AttachmentName;
import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.EntityLink;
import io.ztoq.canonical.Extras;
import io.ztoq.canonical.ReferenceValue;
import io.ztoq.canonical.ScriptType;
import io.ztoq.canonical.SourceProject;
import io.ztoq.canonical.TestCase;
import io.ztoq.canonical.TestExecution;
import io.ztoq.canonical.TestStep;
import io.ztoq.failure.RecordRejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the repositories of extract promise on every database. */
abstract class ExtractStoreContract {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final ListPage.Scope SCOPE = new ListPage.Scope("ACME", "7", "run-1");

  @TempDir Path files;

  private Store store;

  abstract Store newStore();

  @BeforeEach
  void open() {
    store = newStore();
    new SourceProjects(store, CLOCK)
        .save(new SourceProject("7", "ACME", null, true), "run-1", "{}");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void writesOnlyRowsThatChanged() {
    int first = save(1, aCase(1, "one"), aCase(2, "two"));
    int again = save(2, aCase(1, "one"), aCase(2, "changed"));

    assertThat(first).isEqualTo(2);
    assertThat(again).isEqualTo(1);
    assertThat(texts("SELECT name AS t FROM TestCase ORDER BY test_case_id"))
        .containsExactly("one", "changed");
    assertThat(texts("SELECT field_name || field_value AS t FROM CustomField")).hasSize(2);
    assertThat(texts("SELECT url AS t FROM entity_link")).hasSize(2);
  }

  @Test
  void keepsTheOthersOfAPageWithABadRow() {
    save(
        1,
        aCase(1, "one"),
        SourceRow.unreadable("{}", new RecordRejected("ZEP-011", "no key"), null, null));

    assertThat(texts("SELECT key AS t FROM TestCase")).containsExactly("ACME-T1");
    assertThat(new RejectedRecords(store, CLOCK).open("ACME", "extract")).isEqualTo(1);
    assertThat(new ListSweeps(store, CLOCK).seen("ACME", "TEST_CASE", 1)).isEqualTo(2);
  }

  @Test
  void marksRowsThatASweepDidNotShow() {
    save(1, aCase(1, "one"), aCase(2, "two"));
    save(2, aCase(2, "two"));

    int gone = new ListSweeps(store, CLOCK).finish(SCOPE, 2, NOON, checkpoint(true));

    assertThat(gone).isEqualTo(1);
    assertThat(texts("SELECT key AS t FROM TestCase WHERE gone_at IS NOT NULL"))
        .containsExactly("ACME-T1");
  }

  @Test
  void joinsWhatRowsReferToAndLeavesOrphansAlone() {
    save(1, aCase(1, "one"));
    ListPage page =
        new ListPage(
            SCOPE,
            "TEST_EXECUTION",
            1,
            1,
            false,
            NOON,
            List.of(anExecution(1, "ACME-T1"), anExecution(2, "ACME-T9")));
    new ListPages(store, CLOCK).save(page, checkpoint(false)).await();
    RecordJoins joins = new RecordJoins(store);
    List<Long> unknown = joins.unknown("7", ReferenceValue.Type.STATUS_TEST_EXECUTION);
    joins.add(
        "7",
        new ReferenceValue(
            41, ReferenceValue.Type.STATUS_TEST_EXECUTION, "Pass", null, null, false));

    joins.join("7");
    joins.joinStepStatuses("7");

    assertThat(unknown).containsExactly(41L);
    assertThat(
            texts(
                "SELECT execution_id || status || COALESCE(test_case_id, 0) AS t FROM TestExecution ORDER BY 1"))
        .containsExactly("1Pass1", "2Pass0");
    assertThat(times("SELECT created_at AS t FROM TestExecution")).containsOnly(NOON);
    assertThat(new VersionsDue(store).notAsked("7")).isEqualTo(1);
    assertThat(new VersionsDue(store).mark("7", VersionsDue.Rule.LATER_EXECUTED)).isEqualTo(1);
  }

  @Test
  void keepsTheNumberOfAStepThatMoves() {
    save(1, aCase(1, "one"));
    DetailRecords details = new DetailRecords(store, CLOCK);
    Due due = new DueRecords(store).next(Due.Kind.TEST_SCRIPT, "7", 0, 10).get(0);
    details.script(read(due), ScriptType.STEPS, List.of(step(1, 10L), step(2, 20L), step(3, null)));
    store.settle();
    long before = count("SELECT step_id FROM TestStep WHERE zephyr_step_id = 20");

    details.script(read(due), ScriptType.STEPS, List.of(step(1, 20L), step(2, 30L)));
    store.settle();

    assertThat(
            texts(
                "SELECT step_order || ' ' || zephyr_step_id AS t FROM TestStep ORDER BY step_order"))
        .containsExactly("1 20", "2 30");
    assertThat(count("SELECT step_id FROM TestStep WHERE zephyr_step_id = 20")).isEqualTo(before);
    assertThat(new DueRecords(store).count(Due.Kind.TEST_SCRIPT, "7")).isZero();
    assertThat(new DueRecords(store).count(Due.Kind.CASE_STEP_FILES, "7")).isEqualTo(2);
  }

  @Test
  void storesAContentOnceInChunks() throws IOException {
    byte[] bytes = new byte[(2 << 20) + 5];
    bytes[bytes.length - 1] = 7;
    Path file = Files.write(files.resolve("a"), bytes);
    AttachmentContents contents = new AttachmentContents(store, CLOCK);

    String sha = contents.add(file);
    contents.add(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    contents.copyTo(sha, out);

    assertThat(out.toByteArray()).isEqualTo(bytes);
    assertThat(count("SELECT count(*) FROM attachment_chunk")).isEqualTo(3);
  }

  @Test
  void countsWhatIsLeft() {
    save(1, aCase(1, "one"), aCase(2, "two"));
    DueRecords due = new DueRecords(store);
    Due owner = due.next(Due.Kind.CASE_FILES, "7", 0, 1).get(0);
    new AttachmentRecords(store, CLOCK)
        .listed(read(owner), List.of(new AttachmentName(5, "a.png")));

    ExtractProgress progress = new ExtractProgress(store);

    assertThat(progress.left("ACME"))
        .containsEntry(Due.Kind.TEST_SCRIPT, 2L)
        .containsEntry(Due.Kind.CASE_FILES, 1L)
        .containsEntry(Due.Kind.FILE, 1L);
    long details = progress.requestsLeft("ACME", false);
    assertThat(details).isGreaterThanOrEqualTo(2);
    assertThat(progress.requestsLeft("ACME", true)).isEqualTo(details + 2);
    assertThat(progress.requestsLeft("OTHER", true)).isZero();
    assertThat(due.next(Due.Kind.FILE, "7", 0, 1).get(0).address()).isEqualTo("ACME-T1");
    for (Due.Kind kind : Due.Kind.values()) {
      assertThat(due.next(kind, "8", 0, 10)).isEmpty();
    }
  }

  private int save(long sweep, SourceRow... rows) {
    ListPage page = new ListPage(SCOPE, "TEST_CASE", sweep, 1, false, NOON, List.of(rows));
    return new ListPages(store, CLOCK).save(page, checkpoint(false)).await();
  }

  private long count(String sql) {
    return store.read(session -> session.number(sql));
  }

  private List<Instant> times(String sql) {
    return store.read(session -> session.query(sql, row -> row.instant("t")));
  }

  private List<String> texts(String sql) {
    return store.read(session -> session.query(sql, row -> row.text("t")));
  }

  private static Checkpoint checkpoint(boolean complete) {
    return new Checkpoint("ACME", "extract", "TEST_CASE", "{}", complete, 2, "run-1");
  }

  private static DetailRecords.Read read(Due due) {
    return new DetailRecords.Read(SCOPE, due, List.of("{}", "{}"));
  }

  private static SourceRow aCase(long id, String name) {
    Extras extras =
        new Extras(
            List.of(new CustomField("F", "1.10", CustomField.Type.NUMBER)),
            List.of(new EntityLink(EntityLink.Kind.WEB, null, "https://x", null, null)));
    TestCase one =
        new TestCase(
            id,
            "ACME-T" + id,
            name,
            null,
            null,
            null,
            List.of("a"),
            null,
            1L,
            11L,
            500L,
            null,
            NOON,
            null,
            extras);
    return SourceRow.of(one, "{\"name\":\"" + name + "\"}", List.of());
  }

  private static SourceRow anExecution(long id, String caseKey) {
    TestExecution one =
        new TestExecution(
            id,
            null,
            new TestExecution.ExecutedCase(caseKey, 2, 9L),
            3L,
            null,
            41L,
            null,
            null,
            null,
            null,
            null,
            NOON,
            null,
            false,
            null,
            new Extras(List.of(), null));
    return SourceRow.of(one, "{}", List.of("actualEndDate: yesterday"));
  }

  private static TestStep step(int order, Long id) {
    return new TestStep(order, id, TestStep.Kind.INLINE, "d", null, null, null, null, null);
  }
}
