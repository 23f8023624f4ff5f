package io.ztoq.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of routes/extract, against a small Zephyr in memory. */
class ExtractRoutesTest {

  @TempDir Path folder;

  private final FakeZephyr zephyr = new FakeZephyr();
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.sqlite(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void copiesAProjectWithItsReferencesJoined() {
    zephyr.cases(25);
    zephyr.executions(10);
    zephyr.mostRows = 4;

    new Extraction(store, zephyr).run();

    assertThat(texts("SELECT key || ' ' || priority || ' ' || status || ' ' || script_type AS t FROM TestCase WHERE folder_id = 500"))
        .hasSize(25)
        .contains("ACME-T25 High Approved STEPS");
    assertThat(texts("SELECT e.key || ' ' || c.key || ' ' || e.status || ' ' || s.status AS t FROM TestExecution e JOIN TestCase c ON "
            + "c.test_case_id = e.test_case_id JOIN test_execution_step s ON s.execution_id = e.execution_id"))
        .hasSize(10)
        .contains("ACME-E3 ACME-T3 Pass Pass");
    assertThat(texts("SELECT description AS t FROM TestStep")).hasSize(25);
    assertThat(texts("SELECT message AS t FROM rejected_record")).isEmpty();
  }

  private List<String> texts(String sql) {
    return store.read(session -> session.query(sql, row -> row.text("t")));
  }
}
