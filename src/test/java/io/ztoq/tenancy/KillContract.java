package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.fixture.TwoTenants;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.inspect.SchemaSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that is killed at random moments ends as if it had never been. */
abstract class KillContract {

  private static final int KILLS = 12;

  @TempDir Path folder;

  abstract TenantDatabase newDatabase();

  @Test
  void killedAtRandomMomentsItEndsAsIfNothingHadHappened() throws Exception {
    QaDatabase whole = new QaDatabase(newDatabase(), Shape.LEGACY).rows(600).messy();
    String rules = rules();
    assertThat(new Driver(whole.database(), folder).rules(rules).live().errors()).isEmpty();
    folder = Files.createDirectory(folder.resolve("killed"));
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.LEGACY).rows(600).messy();
    Files.writeString(folder.resolve("tenants.yaml"), rules);
    Random moments = new Random(4);
    int killed = 0;

    int exit = -1;
    while (exit < 0) {
      exit = run(qa.database().where(), killed < KILLS ? 100 + moments.nextInt(900) : 600_000);
      killed += exit < 0 ? 1 : 0;
    }

    assertThat(killed).isGreaterThan(3);
    assertThat(exit).isZero();
    assertThat(everything(qa)).isEqualTo(everything(whole));
    assertThat(SchemaSnapshot.of(qa.database().where()))
        .isEqualTo(SchemaSnapshot.of(whole.database().where()));
    long total = qa.total() + 5L;
    assertThat(qa.rows("SELECT run_id, status FROM ztoq_tenant_run"))
        .containsExactly("1|completed");
    assertThat(
            qa.rows(
                "SELECT SUM(total), SUM(migrated), SUM(failed), SUM(quarantined), SUM(late) FROM ztoq_tenant_cursor"))
        .containsExactly("%d|%d|0|0|0".formatted(total, total));
    assertThat(qa.number("SELECT count(*) FROM ztoq_tenant_change WHERE column_name = 'tenant_id'"))
        .isEqualTo(total);
    for (String table : List.of("users", "test_suites", "test_execution_details")) {
      assertThat(qa.number("SELECT count(*) FROM %s WHERE tenant_id IS NULL".formatted(table)))
          .isZero();
      assertThat(unchanged(qa, table)).isEqualTo(qa.number("SELECT count(*) FROM " + table));
    }
  }

  private static String rules() throws IOException {
    return Files.readString(Driver.SHIPPED)
        .replaceAll("first-batch: \\d+", "first-batch: 40")
        .replaceAll("largest-batch: \\d+", "largest-batch: 40");
  }

  /** Every row of the user and of the bookkeeping, but for times and for who did it. */
  private static List<String> everything(QaDatabase qa) {
    List<String> rows = new ArrayList<>();
    for (String table : TwoTenants.TABLES) {
      rows.addAll(qa.rows("SELECT * FROM %s ORDER BY id".formatted(table)));
    }
    rows.addAll(qa.rows("SELECT id, name, slug, plan, status, settings FROM tenants ORDER BY id"));
    rows.addAll(
        qa.rows(
            """
            SELECT run_id, table_name, row_key, column_name, old_value, new_value,
              CASE column_name WHEN '*' THEN '' ELSE row_hash END, undone_at
            FROM ztoq_tenant_change ORDER BY table_name, row_key
            """));
    rows.addAll(
        qa.rows(
            """
            SELECT run_id, table_name, place, state, pass, last_key, high_key, total, migrated, failed, quarantined, late,
              hashed_columns, warnings FROM ztoq_tenant_cursor ORDER BY place
            """));
    rows.addAll(qa.rows("SELECT * FROM ztoq_tenant_quarantine ORDER BY table_name, row_key"));
    rows.addAll(qa.rows("SELECT run_id, mode, status, is_paused FROM ztoq_tenant_run"));
    return rows;
  }

  /** Rows whose other columns have the hash of the undo log. */
  private static long unchanged(QaDatabase qa, String table) throws Exception {
    Dialect dialect = qa.database().dialect();
    TableShape shape;
    try (java.sql.Connection connection = qa.database().openReadOnly()) {
      shape = TableGraph.read(connection).table(table);
    }
    return qa.number(
        "SELECT count(*) FROM ztoq_tenant_change c JOIN %s t ON %s WHERE c.table_name = '%s' AND c.row_hash = %s"
            .formatted(
                table,
                dialect.keyEquals(shape, "t", "c.row_key"),
                table,
                dialect.hash(shape, "t", shape.without(List.of("tenant_id")))));
  }

  /** Negative when it was killed, else its exit code. */
  private int run(SchemaDatabase where, long ms) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dproject.dir=" + System.getProperty("project.dir", "."),
            "-cp",
            System.getProperty("java.class.path"),
            KilledMigration.class.getName(),
            where.url(),
            folder.toString());
    builder.redirectErrorStream(true);
    if (where.user() != null) {
      builder.environment().put("KILLED_USER", where.user());
      builder.environment().put("KILLED_PASSWORD", String.valueOf(where.password()));
    }
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("BEGUN");
      if (process.waitFor(ms, TimeUnit.MILLISECONDS)) {
        assertThat(process.exitValue()).as(() -> rest(out)).isZero();
        return 0;
      }
      process.destroyForcibly().waitFor();
      return -1;
    }
  }

  private static String rest(BufferedReader out) {
    return String.join("\n", out.lines().toList());
  }
}
