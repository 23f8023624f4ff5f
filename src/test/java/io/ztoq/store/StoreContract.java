package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store promises on every database. */
abstract class StoreContract {

  private static final String LEASE =
      "INSERT INTO lease(name, run_id, host, pid, acquired_at, renewed_at, expires_at) VALUES (?, ?, 'h', 1, ?, ?, ?)";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

  private Store store;

  abstract Store newStore();

  @BeforeEach
  void open() {
    store = newStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void givesBackTimesAndFlagsAsTheyWereWritten() {
    store.write(session -> session.update(LEASE, "a", "r", NOON, NOON, NOON));

    List<Instant> found =
        store.read(
            session ->
                session.query("SELECT renewed_at FROM lease", row -> row.instant("renewed_at")));

    assertThat(found).containsExactly(NOON);
  }

  @Test
  void undoesAFailingWorkAloneWhenSeveralShareACommit() {
    List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              try {
                String name = i % 4 == 0 ? "same" : "n" + i;
                store.write(session -> session.update(LEASE, name, "r", NOON, NOON, NOON));
              } catch (RunStopped refused) {
                failures.add(refused);
              }
            });

    long kept = store.read(session -> session.number("SELECT count(*) FROM lease"));
    assertThat(kept).isEqualTo(49);
    assertThat(failures).hasSize(15);
  }

  @Test
  void writesBehindInTheOrderInWhichItWasHandedIn() {
    for (int i = 0; i < 3000; i++) {
      String name = "n" + i;
      store.writeBehind(session -> session.update(LEASE, name, "r", NOON, NOON, NOON));
    }
    long seenByTheNextWrite = store.write(session -> session.number("SELECT count(*) FROM lease"));

    store.settle();

    assertThat(seenByTheNextWrite).isEqualTo(3000);
    assertThat(store.<Long>read(session -> session.number("SELECT count(*) FROM lease")))
        .isEqualTo(3000);
  }

  @Test
  void tellsOfAWriteBehindThatFailedUntilTheEnd() {
    store.writeBehind(session -> session.update(LEASE, "same", "r", NOON, NOON, NOON));
    store.writeBehind(session -> session.update(LEASE, "same", "r", NOON, NOON, NOON));
    store.writeBehind(session -> session.update(LEASE, "other", "r", NOON, NOON, NOON));

    assertThatThrownBy(store::settle).isInstanceOf(RunStopped.class);
    assertThatThrownBy(store::settle).isInstanceOf(RunStopped.class);
    assertThatThrownBy(() -> store.writeBehind(session -> null)).isInstanceOf(RunStopped.class);
    assertThat(store.<Long>read(session -> session.number("SELECT count(*) FROM lease")))
        .isEqualTo(2);
  }

  @Test
  void refusesToWriteInARead() {
    assertThatThrownBy(() -> store.read(session -> session.update("DELETE FROM lease")))
        .isInstanceOf(RunStopped.class);
  }

  @Test
  void migratesOnceAndThenHasNothingToDo() {
    assertThat(new StoreSchema(store.location()).migrate()).isZero();
    assertThat(new StoreSchema(store.location()).pending()).isEmpty();
  }

  @Test
  void knowsEveryMigrationThatIsInItsFolder() throws IOException {
    Path resources = Path.of(System.getProperty("project.dir", "."), "src/main/resources/db");
    for (String folder : List.of("migration/sqlite", "migration/postgresql", "rollback/sqlite")) {
      try (Stream<Path> files = Files.list(resources.resolve(folder))) {
        assertThat(files.map(file -> file.getFileName().toString().substring(1)).sorted().toList())
            .as(folder)
            .isEqualTo(StoreSchema.MIGRATIONS);
      }
    }
  }

  @Test
  void aStoreThatFlywayItselfHadMadeIsTakenOver() {
    execute(
        "DELETE FROM schema_lease", "DROP TABLE migration_history", "DROP TABLE schema_journal");
    store.close();
    StoreSchema schema = new StoreSchema(store.location());

    assertThat(schema.pending()).isEmpty();
    assertThat(schema.migrate()).isZero();

    store = Store.open(store.location());
    assertThat(store.<Long>read(s -> s.number("SELECT count(*) FROM migration_history"))).isOne();
  }

  @Test
  void aStoreOfANewerVersionIsRefused() {
    execute(
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
          execution_time, success) VALUES (99, '999', 'later', 'SQL', 'V999__later.sql', '', 0, true)
        """);

    assertThatThrownBy(() -> new StoreSchema(store.location()).migrate())
        .hasMessageContaining("is of version 999, newer than this ztoq knows")
        .extracting(problem -> ((RunStopped) problem).code())
        .isEqualTo("STO-010");
  }

  @Test
  void aStoreOfAnotherBuildIsRefusedWithWhatToDo() {
    execute("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '001'");

    assertThatThrownBy(() -> new StoreSchema(store.location()).migrate())
        .hasMessageContaining("another build of ztoq made them; use that one, or name a new store")
        .extracting(problem -> ((RunStopped) problem).code())
        .isEqualTo("STO-011");
  }

  private void execute(String... statements) {
    store.write(
        session -> {
          for (String statement : statements) {
            session.update(statement);
          }
          return null;
        });
  }
}
