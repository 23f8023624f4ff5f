package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaListener.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine promises on a database of which it knows nothing but the driver. */
abstract class OtherDatabaseContract {

  @TempDir Path folder;

  Sets sets;
  Look look;

  abstract SchemaDatabase newDatabase();

  @BeforeEach
  void prepare() {
    SchemaDatabase database = newDatabase();
    sets = new Sets(database, folder.resolve("migrations"));
    look = new Look(database);
    sets.table("001", "one").table("002", "two").table("004", "four");
  }

  @Test
  void whatIsPendingIsAppliedSeenTakenBackAndAppliedAgain() {
    assertThat(sets.engine().status().exitStatus()).isEqualTo(3);
    assertThat(look.tables()).as("status never writes").isEmpty();
    assertThat(look.hasTable("schema_lease")).isFalse();

    assertThat(sets.engine().applyAll().applied()).containsExactly("001", "002", "004");
    assertThat(sets.engine().applyAll().applied()).isEmpty();
    assertThat(sets.engine().status().exitStatus()).isZero();
    assertThat(sets.engine().status().tidy()).isTrue();
    assertThat(look.rows("SELECT word FROM four")).containsExactly("a;b");
    assertThat(look.history())
        .containsExactly("001|one|applied", "002|two|applied", "004|four|applied");
    assertThat(look.flyway()).containsExactly("001", "002", "004");

    assertThat(sets.rollbackTo("1").rolledBack()).containsExactly("004", "002");
    assertThat(look.tables()).containsExactly("one");
    assertThat(look.flyway()).containsExactly("001");
    sets.rollbackTo("000");
    assertThat(look.tables()).isEmpty();
    assertThat(look.history()).containsExactly("gone");
    assertThat(sets.engine().applyAll().applied()).hasSize(3);
    List<JournalLine> newest = sets.engine().journal(2);
    assertThat(newest).hasSize(2).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
    assertThat(newest.get(0).entry().number()).isEqualTo("004");
  }

  @Test
  void timesAreUtc() {
    sets.engine().applyAll();

    assertThat(sets.engine().status().find("001").orElseThrow().appliedAt())
        .isBetween(java.time.Instant.now().minusSeconds(60), java.time.Instant.now());
  }

  @Test
  void aRollbackThatLosesRowsAsksAndSaysHowMany() {
    sets.engine().applyAll();
    look.change("INSERT INTO four VALUES (2, 'x'), (3, 'y')");
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
        .singleElement()
        .satisfies(
            loss -> {
              assertThat(loss.table()).isEqualToIgnoringCase("four");
              assertThat(loss.what()).isEqualTo("table dropped");
              assertThat(loss.rows()).isEqualTo(3);
            });
    assertThat(look.tables()).contains("four");
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

    sets.engine().rollbackTo("004", asked::addAll);

    assertThat(asked)
        .extracting(loss -> loss.table().toLowerCase(java.util.Locale.ROOT) + " " + loss.rows())
        .containsExactlyInAnyOrder("one 1", "two 2");
  }

  @Test
  void anEditedMigrationAndAnOrphanAreConflicts() {
    sets.engine().applyAll();
    sets.file("V004__four.sql", "CREATE TABLE four (other INTEGER);");
    assertThat(sets.engine().status().exitStatus()).isEqualTo(4);
    assertThatThrownBy(() -> sets.engine().applyAll()).hasMessageContaining("004 four was changed");

    sets.delete("V004__four.sql");
    sets.delete("U004__four.sql");
    assertThatThrownBy(() -> sets.engine().applyAll()).hasMessageContaining("004 four is applied");
  }

  @Test
  void aSecondCommandWaitsAndNamesTheHolder() throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    SchemaEngine first =
        sets.engine(
            (step, migration, text) -> {
              if (step == Step.STARTED && migration.number().equals("002")) {
                there.countDown();
                await(goOn);
              }
            });
    CompletableFuture<ApplyResult> applied = CompletableFuture.supplyAsync(first::applyAll);
    await(there);
    try {
      assertThatThrownBy(
              () -> sets.engine("", Duration.ofMillis(200), SchemaListener.NONE).applyAll())
          .hasMessageContaining("is being changed by")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .extracting(problem -> ((RunStopped) problem).exitCode().status())
          .isEqualTo(4);
    } finally {
      goOn.countDown();
    }

    assertThat(applied.get(20, TimeUnit.SECONDS).applied()).hasSize(3);
    assertThat(sets.engine().applyAll().applied()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @Test
  void aBackupIsMadeByACommandOnly() {
    EngineOptions usual = EngineOptions.usual(Actor.ofProcess("test"));
    Backup own = new Backup(folder.resolve("backups"), null);
    EngineOptions backingUp =
        new EngineOptions(usual.actor(), "", usual.lockTimeout(), own, SchemaListener.NONE);

    assertThatThrownBy(() -> new SchemaEngine(sets.database(), sets.set(), backingUp).applyAll())
        .hasMessageContaining("so nothing was changed")
        .hasMessageContaining("--backup-command");
    assertThat(look.tables()).isEmpty();
  }
}
