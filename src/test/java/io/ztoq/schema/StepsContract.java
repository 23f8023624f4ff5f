package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.SchemaListener.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the header of a migration promises on every database. */
abstract class StepsContract {

  /** Stands for a kill: nothing but the ends of the connections is done afterwards. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @TempDir Path folder;

  Sets sets;
  Look look;

  abstract SchemaDatabase newDatabase();

  /** A statement that this database refuses in a transaction, and that changes nothing to see. */
  abstract String aloneStatement();

  @BeforeEach
  void prepare() {
    SchemaDatabase database = newDatabase();
    sets = new Sets(database, folder.resolve("migrations"));
    look = new Look(database);
    sets.table("001", "one");
  }

  @Test
  void aStatementThatCannotRunInATransactionMustSaySo() {
    sets.write("002", "alone", "CREATE TABLE two (id INTEGER);\n" + aloneStatement() + ";", "");

    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("V002__alone.sql:2")
        .hasMessageContaining("-- transaction: none")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(2);
    assertThat(look.tables()).isEmpty();

    sets.write("002", "alone", "-- transaction: none\n" + aloneStatement() + ";", "");
    assertThat(sets.engine().applyAll().applied()).containsExactly("001", "002");
    assertThat(look.journal()).endsWith("002|apply|running", "002|apply|running", "002|apply|done");
  }

  @Test
  void beginAndCommitInAFileAreRefused() {
    for (String word : new String[] {"COMMIT", "BEGIN", "ROLLBACK", "end transaction"}) {
      sets.write("002", "bad", "CREATE TABLE two (id INTEGER);\n-- c\n" + word + ";", "");

      assertThatThrownBy(() -> sets.engine().applyAll())
          .as(word)
          .extracting(problem -> ((RunStopped) problem).code())
          .isEqualTo("SCH-013");
    }
    assertThat(look.tables()).isEmpty();
  }

  @Test
  void withoutATransactionAnInterruptedMigrationIsGoneOnWith() {
    sets.write(
        "002",
        "steps",
        "-- transaction: none\nCREATE TABLE two (id INTEGER);\nCREATE TABLE three (id INTEGER);\nCREATE TABLE four (id INTEGER);",
        "DROP TABLE IF EXISTS four;\nDROP TABLE IF EXISTS three;\nDROP TABLE IF EXISTS two;");

    killAt(Step.STATEMENT, "002", 2);

    MigrationState half = sets.engine().status().find("002").orElseThrow();
    assertThat(half.kind()).isEqualTo(Kind.HALF_DONE);
    assertThat(half.note()).contains("statement 2 of 3", "goes on");
    assertThat(sets.engine().status().exitStatus()).isEqualTo(3);
    assertThat(look.tables()).containsExactly("one", "three", "two");
    assertThat(sets.engine().applyAll().applied()).containsExactly("002");
    assertThat(look.tables()).containsExactly("four", "one", "three", "two");
    assertThat(sets.engine().status().exitStatus()).isZero();
  }

  @Test
  void withoutATransactionAnInterruptedMigrationCanBeTakenBack() {
    sets.write(
        "002",
        "steps",
        "-- transaction: none\nCREATE TABLE two (id INTEGER);\nCREATE TABLE three (id INTEGER);",
        "DROP TABLE IF EXISTS three;\nDROP TABLE IF EXISTS two;");

    killAt(Step.STATEMENT, "002", 1);
    sets.file(
        "V002__steps.sql",
        "-- transaction: none\nCREATE TABLE zwei (id INTEGER);\nCREATE TABLE drei (id INTEGER);");
    assertThatThrownBy(() -> sets.engine().applyAll()).hasMessageContaining("was changed since");

    assertThat(sets.rollbackTo("001").rolledBack()).containsExactly("002");
    assertThat(look.tables()).containsExactly("one");
    assertThat(sets.engine().status().find("002").orElseThrow().kind()).isEqualTo(Kind.ROLLED_BACK);
    sets.engine().applyAll();
    assertThat(look.tables()).containsExactly("drei", "one", "zwei");
  }

  @Test
  void anInterruptedRollbackWithoutATransactionIsEndedFirst() {
    sets.write(
        "002",
        "steps",
        "CREATE TABLE two (id INTEGER);\nCREATE TABLE three (id INTEGER);",
        "-- transaction: none\nDROP TABLE three;\nDROP TABLE two;");
    sets.engine().applyAll();

    killRollbackAt("002", 1);

    assertThat(look.tables()).containsExactly("one", "two");
    assertThat(sets.engine().status().find("002").orElseThrow().note())
        .contains("rollback was interrupted");
    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("the rollback of 002 steps was interrupted")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(4);
    assertThat(sets.rollbackTo("001").rolledBack()).containsExactly("002");
    assertThat(look.tables()).containsExactly("one");
    assertThat(sets.engine().applyAll().applied()).containsExactly("002");
  }

  @Test
  void aStatementThatFailsWithoutATransactionKeepsWhatWasDone() {
    sets.write(
        "002",
        "steps",
        "-- transaction: none\nCREATE TABLE two (id INTEGER);\nINSERT INTO nowhere VALUES (1);",
        "DROP TABLE IF EXISTS two;");

    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("002 steps stands half done")
        .hasMessageContaining("V002__steps.sql:3");
    look.change("CREATE TABLE nowhere (id INTEGER)");

    assertThat(sets.engine().applyAll().applied()).containsExactly("002");
    assertThat(look.rows("SELECT COUNT(*) FROM nowhere")).containsExactly("1");
  }

  @Test
  void aBatchMigrationIsRepeatedUntilNothingIsLeftAndGoesOnAfterAKill() {
    numbers(95);
    sets.write(
        "003",
        "fill",
        "-- batch: 10\nUPDATE numbers SET word = 'x' WHERE id IN (SELECT id FROM numbers WHERE word IS NULL LIMIT 10);",
        "UPDATE numbers SET word = NULL;");

    killAt(Step.STATEMENT, "003", 3);

    assertThat(look.rows("SELECT COUNT(*) FROM numbers WHERE word IS NULL")).containsExactly("65");
    assertThat(sets.engine().status().find("003").orElseThrow().note())
        .contains("30 rows in 3 batches");
    sets.engine().applyAll();
    assertThat(look.rows("SELECT COUNT(*) FROM numbers WHERE word IS NULL")).containsExactly("0");
    assertThat(
            look.rows(
                "SELECT step, changed_rows, message FROM schema_journal WHERE migration_number = '003' AND outcome = 'done'"))
        .containsExactly("10|95|95 rows in 10 batches");
  }

  @Test
  void aBatchThatNeverEndsIsStopped() {
    numbers(5);
    sets.write(
        "003",
        "fill",
        "-- batch: 10\nUPDATE numbers SET word = 'x' WHERE id IN (SELECT id FROM numbers LIMIT 10);",
        "");

    assertThatThrownBy(() -> sets.engine().applyAll()).hasMessageContaining("again and again");
  }

  @Test
  void aBatchWithoutItsLimitIsRefused() {
    numbers(5);
    sets.write("003", "fill", "-- batch: 10\nUPDATE numbers SET word = 'x';", "");

    assertThatThrownBy(() -> sets.engine().applyAll()).hasMessageContaining("LIMIT 10");
  }

  @Test
  void checksBeforeAndAfterMustHold() {
    sets.write(
        "002",
        "checked",
        "-- assert-before: SELECT COUNT(*) = 1 FROM one\n-- assert: SELECT COUNT(*) FROM two\nCREATE TABLE two (id INTEGER);",
        "DROP TABLE two;");

    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("002 checked: the check after it does not hold, it gave 0")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(1);
    assertThat(look.tables()).containsExactly("one");

    sets.file(
        "V002__checked.sql",
        "-- assert-before: SELECT COUNT(*) = 1 FROM one\n-- assert: SELECT COUNT(*) FROM two\nCREATE TABLE two (id INTEGER);\nINSERT INTO two VALUES (1);");
    look.change("INSERT INTO one VALUES (2, 'x')");
    assertThatThrownBy(() -> sets.engine().applyAll()).hasMessageContaining("the check before it");
    look.change("DELETE FROM one WHERE id = 2");
    assertThat(sets.engine().applyAll().applied()).containsExactly("002");
  }

  @Test
  void aMigrationForAnotherEnvironmentIsLeftOut() {
    sets.write("002", "demo", "-- env: staging, demo\nCREATE TABLE demo (id INTEGER);", "");
    sets.write("003", "more", "-- requires: 002\nCREATE TABLE more (id INTEGER);", "");

    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining(
            "003 more requires 002, which is not applied (only for staging, demo)");
    assertThat(look.tables()).isEmpty();

    SchemaEngine demo = sets.engine("demo", Duration.ofSeconds(5), SchemaListener.NONE);
    assertThat(demo.applyAll().applied()).containsExactly("001", "002", "003");
  }

  private void numbers(int count) {
    StringBuilder rows = new StringBuilder("CREATE TABLE numbers (id INTEGER, word VARCHAR(9));\n");
    for (int i = 0; i < count; i++) {
      rows.append("INSERT INTO numbers (id) VALUES (%d);\n".formatted(i));
    }
    sets.write("002", "numbers", rows.toString(), "DROP TABLE numbers;");
  }

  private void killAt(Step step, String number, int time) {
    assertThatThrownBy(() -> sets.engine(dying(step, number, time)).applyAll())
        .isInstanceOf(Killed.class);
  }

  private void killRollbackAt(String number, int time) {
    assertThatThrownBy(
            () ->
                sets.engine(dying(Step.STATEMENT, number, time)).rollbackTo("001", losses -> true))
        .isInstanceOf(Killed.class);
  }

  static SchemaListener dying(Step step, String number, int time) {
    AtomicInteger times = new AtomicInteger();
    return (reached, migration, text) -> {
      if (reached == step && migration.number().equals(number) && times.incrementAndGet() == time) {
        throw new Killed();
      }
    };
  }
}
