package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder of migrations may hold. */
class MigrationSetTest {

  @TempDir private Path folder;

  @Test
  void everyProblemOfAFolderIsToldAtOnce() {
    file("V001__one.sql", "SELECT 1;");
    file("V001__other.sql", "SELECT 1;");
    file("U002__two.sql", "SELECT 1;");
    file("V3__three.sql", "SELECT 1;");
    file("V000__zero.sql", "SELECT 1;");
    file("V004_four.sql", "SELECT 1;");
    file("V005__five.sql", "-- requires: 006, x\n-- colour: red\n-- transaction: some\nSELECT 1;");
    file("U005__fuenf.sql", "-- env: demo\nSELECT 1;");
    file("V006__six.sql", "-- batch: many\n-- env:\nSELECT 1;");
    file("notes.txt", "no matter");

    assertThatThrownBy(this::read)
        .hasMessageContaining("V001__other.sql: has the number of")
        .hasMessageContaining("U002__two.sql: there is no V002")
        .hasMessageContaining("V3__three.sql: write its number as 003")
        .hasMessageContaining("V000__zero.sql: 000 means before the first")
        .hasMessageContaining("V004_four.sql: is neither")
        .hasMessageContaining("V005__five.sql: requires 006, which does not come before it")
        .hasMessageContaining("V005__five.sql:1: 'x' is no number")
        .hasMessageContaining("V005__five.sql:2: unknown header 'colour:'")
        .hasMessageContaining("V005__five.sql:3: 'transaction: some'")
        .hasMessageContaining("U005__fuenf.sql: must have the name of V005__five.sql")
        .hasMessageContaining("U005__fuenf.sql: only 'transaction: none'")
        .hasMessageContaining("V006__six.sql:1: 'batch: many'")
        .hasMessageContaining("V006__six.sql:2: 'env:' says nothing")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(2);
  }

  @Test
  void aFileOfTheVendorReplacesTheOneForAll() {
    file("V001__one.sql", "SELECT 'all';");
    file("U001__one.sql", "SELECT 'all';");
    file("sqlite/V001__one.sql", "SELECT 'sqlite';");
    file("postgresql/V002__two.sql", "SELECT 2;");

    MigrationSet set = read();

    assertThat(set.all()).extracting(Migration::number).containsExactly("001");
    assertThat(set.all().get(0).up().text()).contains("sqlite");
    assertThat(set.all().get(0).down()).isNotNull();
  }

  @Test
  void aHeaderIsReadUpToTheFirstStatement() {
    file("V001__one.sql", "SELECT 1;");
    file(
        "V002__two.sql",
        """
        -- Makes it faster: a remark, and see https://example.org/

        -- https://example.org/ is a remark, too
        -- requires: 1
        -- env: staging,production
        -- assert-before: SELECT COUNT(*) = 0 FROM t;
        -- assert: SELECT 1
        -- batch: 1000
        UPDATE t SET x = 1;
        -- colour: red
        """);

    MigrationHeader header = read().find("002").orElseThrow().header();

    assertThat(header)
        .isEqualTo(
            new MigrationHeader(
                List.of("001"),
                List.of("staging", "production"),
                List.of("SELECT COUNT(*) = 0 FROM t"),
                List.of("SELECT 1"),
                true,
                1000));
  }

  @Test
  void aMissingFolderIsToldWithItsCure() {
    assertThatThrownBy(() -> MigrationSet.read(folder.resolve("nowhere"), "sqlite"))
        .hasMessageContaining("nowhere")
        .hasMessageContaining("--migrations");
  }

  @Test
  void whatIsNotUtf8IsTold() throws Exception {
    java.nio.file.Files.write(folder.resolve("V001__one.sql"), new byte[] {'-', '-', (byte) 0xe4});

    assertThatThrownBy(this::read).hasMessageContaining("V001__one.sql: is not UTF-8");
  }

  @Test
  void theNextPairHasTheHighestNumberAndOneMore() {
    file("V009__nine.sql", "SELECT 1;");
    file("sqlite/V011__eleven.sql", "SELECT 1;");

    List<Path> made = NewMigration.make(folder, null, "Add reviews, 2nd!");

    assertThat(made)
        .extracting(path -> path.getFileName().toString())
        .containsExactly("V012__add_reviews_2nd.sql", "U012__add_reviews_2nd.sql");
    assertThat(read().find("012").orElseThrow().header()).isEqualTo(MigrationHeader.NONE);
    assertThatThrownBy(() -> NewMigration.make(folder, null, "!")).hasMessageContaining("no name");
  }

  @Test
  void theNameOfANewPairKeepsLettersWithAccents() {
    assertThat(NewMigration.make(folder, null, "Erste \u00dcbung, gro\u00df"))
        .extracting(path -> path.getFileName().toString())
        .contains("V001__erste_ubung_gross.sql");
  }

  private MigrationSet read() {
    return MigrationSet.read(folder, "sqlite");
  }

  private void file(String name, String text) {
    Path target = folder.resolve(name);
    new Sets(Databases.sqlite(folder), target.getParent())
        .file(target.getFileName().toString(), text);
  }
}
