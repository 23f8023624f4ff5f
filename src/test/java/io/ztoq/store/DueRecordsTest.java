package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Stores;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DueRecordsTest {

  @TempDir private Path folder;

  /** Work that sorts for each page takes a time that grows with the square of the project. */
  @ParameterizedTest
  @EnumSource(Due.Kind.class)
  void aPageIsFoundByAnIndexInItsOrder(Due.Kind kind) {
    try (Store store = Stores.sqlite(folder)) {
      List<String> plan =
          store.read(
              session ->
                  session.query(
                      "EXPLAIN QUERY PLAN " + DueRecords.sql(kind),
                      row -> row.text("detail"),
                      "1",
                      5,
                      200));

      assertThat(plan).isNotEmpty().noneMatch(line -> line.contains("TEMP B-TREE"));
      assertThat(plan).as("%s", plan).allMatch(line -> line.contains("SEARCH"));
    }
  }
}
