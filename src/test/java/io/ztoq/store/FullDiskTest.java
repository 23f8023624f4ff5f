package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.Stores;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose disk is full: it says so, keeps what it had, and goes on when there is room. */
class FullDiskTest {

  private static final int SQLITE_FULL = 13;

  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.sqlite(folder);
    store.write(session -> session.update("CREATE TABLE pile (word TEXT)"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void saysWhichDiskIsFullAndGoesOnWhenThereIsRoom() {
    put("before");
    store.write(
        session -> {
          long pages = session.number("PRAGMA page_count");
          return session.number("PRAGMA max_page_count = " + (pages + 2));
        });

    assertThatThrownBy(() -> put("x".repeat(100_000)))
        .isInstanceOfSatisfying(
            RunStopped.class,
            stop -> {
              assertThat(stop.code()).isEqualTo("STO-002");
              assertThat(stop.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
              assertThat(stop).hasMessageContaining(folder.resolve("store.db").toString());
            });
    store.write(session -> session.number("PRAGMA max_page_count = 1000000"));
    put("after");

    assertThat(pile()).isEqualTo("before after");
  }

  @Test
  void worksInATransactionAgainAfterSqliteHasUndoneOneByItself() {
    assertThatThrownBy(
            () ->
                store.write(
                    session -> {
                      session.update("INSERT INTO pile VALUES ('lost')");
                      session.update("ROLLBACK");
                      throw new SQLException("database or disk is full", null, SQLITE_FULL);
                    }))
        .hasMessageContaining("is full");

    assertThatThrownBy(
            () ->
                store.write(
                    session -> {
                      session.update("INSERT INTO pile VALUES ('half')");
                      throw new IllegalStateException("a work that fails");
                    }))
        .hasMessage("a work that fails");

    assertThat(pile()).isEmpty();
  }

  private void put(String word) {
    store.write(session -> session.update("INSERT INTO pile VALUES (?)", word));
  }

  private String pile() {
    List<String> words =
        store.read(
            session ->
                session.query("SELECT word FROM pile ORDER BY rowid", row -> row.text("word")));
    return String.join(" ", words);
  }
}
