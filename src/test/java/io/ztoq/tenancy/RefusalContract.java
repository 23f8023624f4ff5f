package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.TransientFailure;
import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.schema.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens to rows that cannot be changed, or that come and go meanwhile. */
abstract class RefusalContract extends TenantTest {

  /** Longer than a statement waits, so that a batch has to be tried again. */
  private static final int HELD_MS = TenantDatabase.LOCK_TIMEOUT_MS + 600;

  @Test
  void aBatchThatIsRefusedIsSplitDownToTheBadRowAndItsChildrenCountAsFailed() {
    QaDatabase qa = qa(Shape.NEW).rows(40);
    refuse(qa, "test_suites", 7);

    MigrationReport report = driver(qa).live();

    assertThat(report.status()).isEqualTo("failed");
    isWhole(report);
    // suite 7, its 3 cases and 2 executions, and the 6 details of these
    assertThat(report.failed()).isEqualTo(12);
    assertThat(report.migrated()).isEqualTo(qa.total() - 12);
    assertThat(report.errors())
        .anyMatch(
            error ->
                error.startsWith("TEN-020 test_suites [7]:") && error.contains("not for this one"));
    assertThat(qa.rows("SELECT id FROM test_suites WHERE tenant_id IS NULL")).containsExactly("7");
    assertThat(
            qa.rows(
                "SELECT code, count(*) FROM ztoq_tenant_quarantine GROUP BY code ORDER BY code"))
        .containsExactly("parent-failed|11", "refused|1");

    qa.change("DROP TRIGGER not_this" + (qa.database().isSqlite() ? "" : " ON test_suites"));
    MigrationReport second = driver(qa).live();

    assertThat(second.total()).isEqualTo(12).isEqualTo(second.migrated());
    assertThat(second.status()).isEqualTo("completed");
  }

  private static void refuse(QaDatabase qa, String table, int id) {
    if (qa.database().isSqlite()) {
      qa.change(
          "CREATE TRIGGER not_this BEFORE UPDATE ON %s WHEN NEW.id = %d BEGIN SELECT RAISE(ABORT, 'not for this one'); END"
              .formatted(table, id));
    } else {
      qa.change(
          "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not for this one'; END $$");
      qa.change(
          "CREATE TRIGGER not_this BEFORE UPDATE ON %s FOR EACH ROW WHEN (NEW.id = %d) EXECUTE FUNCTION no()"
              .formatted(table, id));
    }
  }

  @Test
  void aConstraintIsNamed() {
    QaDatabase qa = qa(Shape.NEW).rows(5);
    qa.change("CREATE UNIQUE INDEX one_suite_only ON test_suites (tenant_id)");

    MigrationReport report = driver(qa).live();

    assertThat(report.errors())
        .anyMatch(
            error ->
                error.startsWith(
                        "TEN-020 test_suites [2]: the database refused the tenant: constraint")
                    && error.contains(qa.database().isSqlite() ? "tenant_id" : "one_suite_only"));
    isWhole(report);
    assertThat(qa.rows("SELECT id FROM test_suites WHERE tenant_id IS NOT NULL"))
        .containsExactly("1");
  }

  @Test
  void rowsThatATriggerKeepsAsTheyAreAreNotCountedAsMigrated() {
    QaDatabase qa = qa(Shape.NEW).rows(5);
    if (qa.database().isSqlite()) {
      qa.change(
          "CREATE TRIGGER quiet BEFORE UPDATE ON users WHEN NEW.id = 3 BEGIN SELECT RAISE(IGNORE); END");
    } else {
      qa.change(
          "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$");
      qa.change(
          "CREATE TRIGGER quiet BEFORE UPDATE ON users FOR EACH ROW WHEN (NEW.id = 3) EXECUTE FUNCTION skip()");
    }

    MigrationReport report = driver(qa).live();

    isWhole(report);
    assertThat(report.errors())
        .anyMatch(error -> error.startsWith("TEN-020 users [3]:") && error.contains("keeps them"));
    assertThat(
            qa.rows("SELECT row_key FROM ztoq_tenant_change WHERE table_name = 'users' ORDER BY 1"))
        .containsExactly("[1]", "[2]", "[4]", "[5]");
  }

  @Test
  void aTriggerThatChangesOtherColumnsStopsTheRunBeforeAnythingIsWritten() {
    QaDatabase qa = qa(Shape.NEW).rows(5);
    touch(qa);

    MigrationReport refused = driver(qa).live();
    MigrationReport allowed =
        driver(qa).newRun().rules(rules("ignore-columns: updated_at, otherwise: default")).live();

    assertThat(refused.errors())
        .singleElement()
        .asString()
        .startsWith(
            "TEN-022 users: 5 rows would change in other columns, too, by a trigger (touch)");
    assertThat(allowed.errors()).isEmpty();
    assertThat(allowed.migrated()).isEqualTo(5);
  }

  private static void touch(QaDatabase qa) {
    if (qa.database().isSqlite()) {
      qa.change(
          "CREATE TRIGGER touch AFTER UPDATE OF tenant_id ON users BEGIN UPDATE users SET updated_at = 'now' WHERE id = NEW.id; END");
    } else {
      qa.change(
          "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$");
      qa.change(
          "CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()");
    }
  }

  @Test
  void rowsThatComeWhileItRunsAreFoundAndNamed() {
    QaDatabase qa = qa(Shape.HALF).rows(20);
    boolean[] came = {false};

    MigrationReport report =
        driver(qa)
            .afterTable(
                () -> {
                  if (!came[0]) {
                    came[0] = true;
                    qa.change(
                        "INSERT INTO test_cases (id, suite_id, name, test_code) VALUES (-5, 1, 'late', 'x'), (900, 2, 'late', 'x')");
                  }
                })
            .live();

    assertThat(report.errors()).isEmpty();
    isWhole(report);
    assertThat(report.total()).isEqualTo(qa.total() + 2).isEqualTo(report.migrated());
    assertThat(report.warnings())
        .singleElement()
        .asString()
        .startsWith("W11 2 rows of test_cases came without a tenant while this ran,")
        .contains("[-5]", "[900]");
    assertThat(qa.number("SELECT count(*) FROM test_cases WHERE tenant_id IS NULL")).isZero();
    assertThat(report.recommendations()).anyMatch(one -> one.contains("W11"));
  }

  @Test
  void rowsThatOthersHoldAreWaitedFor() {
    QaDatabase qa = qa(Shape.NEW).rows(20);
    ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    Connection[] other = {null};

    MigrationReport report =
        driver(qa)
            .afterBatch(
                () -> {
                  if (other[0] == null) {
                    other[0] = hold(qa);
                    var unused =
                        later.schedule(() -> give(other[0]), HELD_MS, TimeUnit.MILLISECONDS);
                  }
                })
            .live();

    later.shutdownNow();
    assertThat(report.errors()).isEmpty();
    assertThat(report.migrated()).isEqualTo(qa.total());
  }

  @Test
  void rowsThatOthersHoldForTooLongEndTheRunWhichGoesOnLater() {
    QaDatabase qa = qa(Shape.NEW).rows(20);
    Connection[] other = {null};
    List<String> told = new ArrayList<>();
    Driver impatient =
        new Driver(new TenantDatabase(qa.database().where(), 20), folder)
            .told(told::add)
            .afterBatch(
                () -> {
                  if (other[0] == null) {
                    other[0] = hold(qa);
                  }
                });

    assertThatThrownBy(impatient::live)
        .isInstanceOf(TransientFailure.class)
        .hasMessageMatching(
            "(?s).*: rows (at the beginning|behind \\[20]) are held by others for too long: .*");

    give(other[0]);
    assertThat(told).filteredOn(line -> line.contains("of 8")).hasSize(7);
    assertThat(told).anyMatch(line -> line.endsWith("attempt 7 of 8"));
    assertThat(driver(qa).live().migrated()).isEqualTo(qa.total());
  }

  @Test
  void aRequestToStopIsHeardWhileRowsAreHeldByOthers() {
    QaDatabase qa = qa(Shape.NEW).rows(20);
    Connection[] other = {null};
    int[] asked = {0};

    MigrationReport report =
        driver(qa)
            .afterBatch(
                () -> {
                  if (other[0] == null) {
                    other[0] = hold(qa);
                  }
                })
            .stop(
                () -> {
                  if (other[0] == null || ++asked[0] == 1) {
                    return false;
                  }
                  return asked[0] > 2 || give(other[0]);
                })
            .live();

    assertThat(report.status()).isEqualTo("in_progress");
    assertThat(report.migrated()).isEqualTo(20);
    assertThat(driver(qa).live().migrated()).isEqualTo(qa.total());
  }

  /** Another session with a row of the suites, or on SQLite with the file. */
  private static Connection hold(QaDatabase qa) {
    Connection other = qa.database().where().open();
    try {
      new Sql(other)
          .execute(
              qa.database().isSqlite()
                  ? "UPDATE test_suites SET description = 'held' WHERE id = 3"
                  : "SELECT id FROM test_suites WHERE id = 3 FOR UPDATE");
      return other;
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static boolean give(Connection other) {
    try {
      other.rollback();
      other.close();
      return true;
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @Test
  void rowsThatVanishMeanwhileAreAnError() {
    QaDatabase qa = qa(Shape.NEW).rows(20);
    boolean[] gone = {false};

    MigrationReport report =
        driver(qa)
            .rules(rules("otherwise: default"))
            .afterBatch(
                () -> {
                  if (!gone[0]) {
                    gone[0] = true;
                    qa.unchecked("DELETE FROM users WHERE id = 20");
                  }
                })
            .live();

    assertThat(report.status()).isEqualTo("failed");
    assertThat(report.errors())
        .singleElement()
        .asString()
        .startsWith("TEN-019 users: 20 rows had no tenant at the start and 19 were met");
    isWhole(report);
  }
}
