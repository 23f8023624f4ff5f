package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationState.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applying and rolling back promise on every database. */
abstract class EngineContract {

  @TempDir Path folder;

  private Sets sets;
  private Look look;

  abstract SchemaDatabase newDatabase();

  @BeforeEach
  void prepare() {
    SchemaDatabase database = newDatabase();
    sets = new Sets(database, folder.resolve("migrations"));
    look = new Look(database);
    sets.table("001", "one").table("002", "two").table("004", "four").table("010", "ten");
  }

  @Test
  void everythingPendingIsAppliedInOrderAlsoBeyondTheThird() {
    ApplyResult result = sets.engine().applyAll();

    assertThat(result.applied()).containsExactly("001", "002", "004", "010");
    assertThat(look.tables()).containsExactly("four", "one", "ten", "two");
    assertThat(look.rows("SELECT word FROM ten")).containsExactly("a;b");
    assertThat(look.history())
        .containsExactly(
            "001|one|applied", "002|two|applied", "004|four|applied", "010|ten|applied");
    assertThat(look.flyway()).containsExactly("001", "002", "004", "010");
    assertThat(look.journal()).startsWith("001|apply|started", "001|apply|done").hasSize(8);
  }

  @Test
  void applyingAgainWritesNothing() {
    sets.engine().applyAll();
    List<String> before = look.journal();

    assertThat(sets.engine().applyAll().applied()).isEmpty();

    assertThat(look.journal()).isEqualTo(before);
    assertThat(look.rows("SELECT COUNT(*) FROM schema_lease WHERE since IS NOT NULL"))
        .containsExactly("0");
  }

  @Test
  void aFailingMigrationLeavesNothingBehindAndThoseBeforeStay() {
    sets.write(
        "003",
        "bad",
        "CREATE TABLE bad (id INTEGER);\nINSERT INTO bad VALUES (1);\n\nINSERT INTO nowhere VALUES (1);\n",
        "DROP TABLE bad;");

    assertThatThrownBy(() -> sets.engine().applyAll())
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("003 bad failed, and nothing of it was left behind")
        .hasMessageContaining("V003__bad.sql:4")
        .hasMessageContaining("nowhere")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(1);

    assertThat(look.tables()).containsExactly("one", "two");
    assertThat(look.history()).containsExactly("001|one|applied", "002|two|applied");
    assertThat(look.flyway()).containsExactly("001", "002");
    assertThat(look.journal()).endsWith("003|apply|started", "003|apply|failed");
  }

  @Test
  void aCorrectedMigrationIsAppliedAfterwards() {
    sets.write("003", "bad", "CREATE TABL bad (id INTEGER);", "DROP TABLE bad;");
    assertThatThrownBy(() -> sets.engine().applyAll()).isInstanceOf(RunStopped.class);
    sets.write("003", "bad", "CREATE TABLE bad (id INTEGER);", "DROP TABLE bad;");

    assertThat(sets.engine().applyAll().applied()).containsExactly("003", "004", "010");
  }

  @Test
  void aRollbackLeavesTheTargetAndAReapplyWorks() {
    sets.engine().applyAll();

    RollbackResult result = sets.rollbackTo("2");

    assertThat(result.rolledBack()).containsExactly("010", "004");
    assertThat(look.tables()).containsExactly("one", "two");
    assertThat(look.history())
        .containsExactly(
            "001|one|applied", "002|two|applied", "004|four|rolled_back", "010|ten|rolled_back");
    assertThat(look.flyway()).containsExactly("001", "002");
    assertThat(sets.engine().status().find("004").orElseThrow().kind()).isEqualTo(Kind.ROLLED_BACK);
    assertThat(sets.engine().status().exitStatus()).isEqualTo(3);

    assertThat(sets.engine().applyAll().applied()).containsExactly("004", "010");
    assertThat(look.history()).allMatch(row -> row.endsWith("|applied"));
    assertThat(look.rows("SELECT COUNT(*) FROM migration_history WHERE rollback_at IS NOT NULL"))
        .containsExactly("0");
  }

  @Test
  void aCompleteRollbackDropsTheHistoryAndKeepsTheJournal() {
    sets.engine().applyAll();

    sets.rollbackTo("000");

    assertThat(look.tables()).isEmpty();
    assertThat(look.history()).containsExactly("gone");
    assertThat(look.flyway()).isEmpty();
    assertThat(look.journal()).hasSize(16).endsWith("001|rollback|done");
    assertThat(sets.engine().status().find("001").orElseThrow().kind()).isEqualTo(Kind.ROLLED_BACK);
    assertThat(sets.engine().applyAll().applied()).hasSize(4);
  }

  @Test
  void anUnknownTargetIsRefusedAndChangesNothing() {
    sets.engine().applyAll();
    List<String> before = look.journal();

    for (String target : List.of("999", "003", "-1", "one", "", "1.0", "0x1")) {
      assertThatThrownBy(() -> sets.rollbackTo(target))
          .as(target)
          .hasMessageContaining("known: 001, 002, 004, 010")
          .extracting(problem -> ((RunStopped) problem).exitCode().status())
          .isEqualTo(2);
    }

    assertThat(look.journal()).isEqualTo(before);
    assertThat(look.tables()).hasSize(4);
  }

  @Test
  void aRollbackThatLosesRowsAsksAndSaysHowMany() {
    sets.engine().applyAll();
    look.change("INSERT INTO four VALUES (2, 'x'), (3, 'y')");
    look.change("DELETE FROM ten");
    List<RollbackLoss> asked = new ArrayList<>();

    RollbackResult result =
        sets.engine()
            .rollbackTo(
                "002",
                losses -> {
                  asked.addAll(losses);
                  return false;
                });

    assertThat(result.declined()).isTrue();
    assertThat(asked)
        .containsExactly(
            new RollbackLoss("four", "table dropped", 3),
            new RollbackLoss("ten", "table dropped", 0));
    assertThat(look.tables()).hasSize(4);
    assertThat(look.rows("SELECT COUNT(*) FROM four")).containsExactly("3");
  }

  @Test
  void aRollbackWithoutRowsAsksNothing() {
    sets.engine().applyAll();
    look.change("DELETE FROM ten");

    RollbackResult result =
        sets.engine()
            .rollbackTo(
                "004",
                losses -> {
                  throw new AssertionError(losses);
                });

    assertThat(result.rolledBack()).containsExactly("010");
  }

  @Test
  void deletedRowsAndDroppedColumnsAreCountedToo() {
    sets.write(
        "011",
        "more",
        "ALTER TABLE one ADD COLUMN extra VARCHAR(9);\nUPDATE one SET extra = 'x';\nINSERT INTO two VALUES (7, 'x'), (8, 'y');",
        "ALTER TABLE one DROP COLUMN extra;\nDELETE FROM two WHERE id > 6;");
    sets.engine().applyAll();
    List<RollbackLoss> asked = new ArrayList<>();

    sets.engine().rollbackTo("010", asked::addAll);

    assertThat(asked)
        .containsExactlyInAnyOrder(
            new RollbackLoss("one", "column extra dropped", 1),
            new RollbackLoss("two", "rows deleted", 2));
  }

  @Test
  void statusNeverWrites() {
    assertThat(sets.engine().status().exitStatus()).isEqualTo(3);

    assertThat(look.tables()).isEmpty();
    assertThat(look.hasTable("schema_lease")).isFalse();
    assertThat(look.hasTable("migration_history")).isFalse();
  }

  @Test
  void anOrphanIsNamedAndNothingIsAppliedOverIt() {
    sets.engine().applyAll();
    sets.delete("V004__four.sql");
    sets.delete("U004__four.sql");
    sets.table("011", "eleven");

    SchemaState state = sets.engine().status();
    assertThat(state.of(Kind.ORPHAN)).extracting(MigrationState::name).containsExactly("four");
    assertThat(state.exitStatus()).isEqualTo(4);
    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("004 four")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(4);
    assertThatThrownBy(() -> sets.rollbackTo("000")).hasMessageContaining("004");
    assertThat(look.tables()).hasSize(4);
  }

  @Test
  void anEditedMigrationIsAConflictUntilItIsTakenBack() {
    sets.engine().applyAll();
    sets.file("V010__ten.sql", "CREATE TABLE ten (other INTEGER);");

    assertThat(sets.engine().status().exitStatus()).isEqualTo(4);
    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("010 ten was changed after it was applied");

    sets.rollbackTo("004");
    sets.engine().applyAll();
    assertThat(look.rows("SELECT COUNT(other) FROM ten")).containsExactly("0");
    assertThat(sets.engine().status().exitStatus()).isZero();
  }

  @Test
  void flywaysOwnToolsGoOn() {
    sets.engine().applyAll();

    assertThat(flyway().validateWithResult().validationSuccessful).isTrue();
    assertThat(flyway().info().pending()).isEmpty();
    assertThat(flyway().info().applied()).hasSize(4);

    sets.table("011", "eleven");
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
    assertThat(sets.engine().status().exitStatus()).isZero();
    sets.table("012", "twelve");
    assertThat(sets.engine().applyAll().applied()).containsExactly("012");
    assertThat(look.history()).contains("011|eleven|applied", "012|twelve|applied");
    assertThat(flyway().validateWithResult().validationSuccessful).isTrue();

    sets.rollbackTo("010");
    assertThat(flyway().info().pending()).hasSize(2);
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(2);
    assertThat(sets.engine().status().exitStatus()).isZero();
  }

  @Test
  void aDatabaseThatFlywayItselfMigratedIsTakenOver() {
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(4);
    sets.table("011", "eleven");

    assertThat(sets.engine().status().version()).isEqualTo("010");
    assertThat(sets.engine().status().exitStatus()).isEqualTo(3);
    assertThat(sets.engine().applyAll().applied()).containsExactly("011");

    assertThat(look.history()).hasSize(5).allMatch(row -> row.endsWith("|applied"));
    assertThat(flyway().validateWithResult().validationSuccessful).isTrue();
    assertThat(sets.rollbackTo("000").rolledBack()).hasSize(5);
    assertThat(look.tables()).isEmpty();
  }

  @Test
  void flywaysRepairAcceptsAChangedFileForBoth() {
    sets.engine().applyAll();
    sets.file(
        "V010__ten.sql",
        "-- a remark\nCREATE TABLE ten (id INTEGER PRIMARY KEY, word VARCHAR(50));\nINSERT INTO ten VALUES (1, 'a;b');\n");
    assertThat(flyway().validateWithResult().validationSuccessful).isFalse();
    assertThat(sets.engine().status().exitStatus()).isEqualTo(4);

    flyway().repair();

    assertThat(flyway().validateWithResult().validationSuccessful).isTrue();
    assertThat(sets.engine().status().exitStatus()).isZero();
    assertThat(sets.engine().applyAll().applied()).isEmpty();
  }

  @Test
  void aBaselineOfFlywaysOwnToolsIsTakenOver() {
    look.change("CREATE TABLE one (id INTEGER)");
    look.change("CREATE TABLE two (id INTEGER)");
    Flyway flyway =
        Flyway.configure().configuration(flyway().getConfiguration()).baselineVersion("002").load();
    flyway.baseline();

    assertThat(sets.engine().status().version()).isEqualTo("002");
    assertThat(sets.engine().applyAll().applied()).containsExactly("004", "010");

    assertThat(look.history()).hasSize(4);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    sets.rollbackTo("001");
    assertThat(look.tables()).containsExactly("one");
    assertThat(sets.engine().status().version()).isEqualTo("001");
  }

  @Test
  void oneMigrationIsAppliedOnlyAfterThoseBeforeIt() {
    SchemaEngine engine = sets.engine();
    assertThatThrownBy(() -> engine.apply(sets.set().named("4")))
        .hasMessageContaining("004 four comes after 001");

    assertThat(engine.apply(sets.set().named("1")).applied()).containsExactly("001");
    assertThat(engine.apply(sets.set().named("1")).applied()).isEmpty();
    assertThat(engine.apply(sets.set().named("02")).applied()).containsExactly("002");
    assertThatThrownBy(() -> engine.rollback(sets.set().named("1"), losses -> true))
        .hasMessageContaining("002 stands on it");
    assertThat(engine.rollback(sets.set().named("2"), losses -> true).rolledBack())
        .containsExactly("002");
    assertThat(engine.rollback(sets.set().named("2"), losses -> true).rolledBack()).isEmpty();
  }

  @Test
  void theJournalIsOnlyAddedTo() {
    sets.engine().applyAll();

    assertThatThrownBy(() -> look.change("UPDATE schema_journal SET outcome = 'done'"))
        .hasMessageContaining("only added to");
    assertThatThrownBy(() -> look.change("DELETE FROM schema_journal"))
        .hasMessageContaining("only added to");
  }

  @Test
  void aFailingRollbackChangesNothing() {
    sets.write(
        "011", "more", "CREATE TABLE more (id INTEGER);", "DROP TABLE more;\nDROP TABLE mor;");
    sets.engine().applyAll();

    assertThatThrownBy(() -> sets.rollbackTo("001"))
        .hasMessageContaining("011 more could not be taken back, and nothing was changed")
        .hasMessageContaining("U011__more.sql:2");

    assertThat(look.tables()).contains("more", "ten");
    assertThat(sets.engine().status().version()).isEqualTo("011");
  }

  @Test
  void whatForeignObjectsNeedIsNotDropped() {
    sets.engine().applyAll();
    look.change("CREATE VIEW foreign_view AS SELECT word FROM ten");

    assertThatThrownBy(() -> sets.rollbackTo("004")).hasMessageContaining("foreign_view");

    assertThat(look.tables()).contains("ten");
  }

  @Test
  void whatStopsTheLastOfSeveralRollbacksStopsThemAll() {
    sets.engine().applyAll();
    look.change("CREATE VIEW foreign_view AS SELECT word FROM one");

    assertThatThrownBy(() -> sets.rollbackTo("000"))
        .hasMessageContaining("foreign_view")
        .hasMessageContaining("and nothing was changed");

    assertThat(look.tables()).hasSize(4);
    assertThat(sets.engine().status().version()).isEqualTo("010");
  }

  @Test
  void rowsOfATableThatIsDroppedLaterAreLostOnce() {
    sets.write("011", "more", "INSERT INTO ten VALUES (7, 'x');", "DELETE FROM ten WHERE id = 7;");
    sets.engine().applyAll();
    List<RollbackLoss> asked = new ArrayList<>();

    sets.engine().rollbackTo("004", asked::addAll);

    assertThat(asked).containsExactly(new RollbackLoss("ten", "table dropped", 2));
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(sets.database().url(), sets.database().user(), sets.database().password())
        .locations("filesystem:" + sets.folder())
        .load();
  }
}
