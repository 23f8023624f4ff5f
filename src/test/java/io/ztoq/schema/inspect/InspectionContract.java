package io.ztoq.schema.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.inspect.Finding.Weight;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looking at a schema promises, on every database. */
abstract class InspectionContract extends InspectionFixture {

  /** Names of what a scratch database leaves behind. */
  abstract List<String> scratchLeft() throws SQLException, IOException;

  // snapshots

  @Test
  void theSameTablesMadeInAnotherOrderHaveTheSameFingerprint() throws SQLException {
    sql("CREATE TABLE b (id INTEGER)", "CREATE TABLE a (id INTEGER)");
    String first = live().fingerprint();

    database = again();
    sql("CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)");

    assertThat(live().fingerprint()).isEqualTo(first).hasSize(64);
  }

  private SchemaDatabase again() {
    try {
      folder = java.nio.file.Files.createTempDirectory(folder, "again");
      return newDatabase();
    } catch (IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @Test
  void everyKindOfChangeChangesTheFingerprint() throws SQLException {
    engine(books()).applyAll();
    List<String> seen = new ArrayList<>(List.of(live().fingerprint()));

    for (String change :
        List.of(
            "ALTER TABLE book ADD COLUMN pages INTEGER",
            "DROP INDEX book_title",
            "CREATE UNIQUE INDEX book_title ON book (title)",
            "DROP VIEW books",
            "CREATE VIEW books AS SELECT id, title FROM book",
            "ALTER TABLE shelf RENAME COLUMN name TO label",
            "CREATE TABLE extra (id INTEGER CHECK (id > 1))",
            "DROP TABLE extra",
            "CREATE TABLE extra (id INTEGER CHECK (id > 2))",
            "DROP TABLE extra",
            "CREATE TABLE extra (id INTEGER DEFAULT 7)")) {
      sql(change);
      seen.add(live().fingerprint());
    }

    seen.remove(10);
    seen.remove(8);
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void theEnginesOwnTablesAreNoPartOfASnapshot() throws SQLException {
    SchemaSnapshot before = live();

    engine(books()).applyAll();
    engine(books()).rollbackTo("000", losses -> true);

    assertThat(live()).isEqualTo(before);
    assertThat(live().lines()).isEmpty();
  }

  @Test
  void theBookkeepingOfTheTenantsIsNoPartOfASnapshotEither() throws SQLException {
    engine(books()).applyAll();
    for (String table : List.of("run", "change", "cursor", "quarantine")) {
      sql(
          "CREATE TABLE ztoq_tenant_%s (id %s PRIMARY KEY, words VARCHAR(9) UNIQUE)"
              .formatted(table, database.isSqlite() ? "INTEGER" : "SERIAL"),
          "CREATE INDEX ztoq_tenant_%s_words ON ztoq_tenant_%s (words, id)"
              .formatted(table, table));
    }

    assertThat(verify(books()).findings()).isEmpty();
    engine(books()).rollbackTo("000", losses -> true);
    assertThat(SchemaDetection.detect(database, books().all(), database).match())
        .isEqualTo(SchemaDetection.Match.NOTHING);
  }

  @Test
  void differencesAreToldInWordsAndAMissingTableOnce() throws SQLException {
    engine(books()).applyAll();
    final SchemaSnapshot expected = live();
    sql(
        "DROP VIEW books",
        "DROP TABLE book",
        "ALTER TABLE shelf ADD COLUMN note VARCHAR(9)",
        "CREATE TABLE guest (id INTEGER)");

    List<Difference> differences = live().differences(expected);

    assertThat(differences.stream().map(Difference::object))
        .contains("table book", "view books", "column shelf.note", "table guest")
        .hasSize(4);
    assertThat(differences.stream().map(Difference::inWords))
        .anyMatch(one -> one.equals("table book is missing"))
        .anyMatch(one -> one.startsWith("column shelf.note is not expected ("));
  }

  // verify

  @Test
  void aSchemaAsItsMigrationsMakeItIsClean() throws Exception {
    engine(books()).applyAll();

    SchemaVerification.Result result = verify(books());

    assertThat(result.findings()).isEmpty();
    assertThat(result.exitStatus()).isZero();
    assertThat(result.fingerprint()).isEqualTo(result.expected());
    assertThat(scratchLeft()).isEmpty();
  }

  @Test
  void theShippedExampleIsClean() {
    MigrationSet set = MigrationSet.read(WORK_DATA, database.vendor());
    engine(set).applyAll();

    assertThat(verify(set).findings()).isEmpty();
  }

  @Test
  void driftIsFoundObjectByObject() throws SQLException {
    engine(books()).applyAll();
    sql("DROP INDEX book_title", "ALTER TABLE shelf ADD COLUMN colour VARCHAR(10)");

    SchemaVerification.Result result = verify(books());

    assertThat(result.findings())
        .extracting(Finding::kind, Finding::where)
        .contains(
            org.assertj.core.groups.Tuple.tuple("drift", "index book_title"),
            org.assertj.core.groups.Tuple.tuple("drift", "column shelf.colour"))
        .hasSize(2);
    assertThat(result.exitStatus()).isEqualTo(4);
  }

  @Test
  void changedFilesOrphansAndMissingRollbacksAreFound() {
    MigrationSet three = books(file("V003__more.sql", "CREATE TABLE more (id INTEGER);"));
    engine(three).applyAll();
    assertThat(verify(three).findings()).extracting(Finding::kind).containsExactly("missing-file");

    SchemaVerification.Result result = verify(books(file("V001__shelf.sql", V1 + "\n-- changed")));

    assertThat(result.findings())
        .extracting(Finding::kind)
        .contains("checksum", "orphan", "drift")
        .hasSize(3);
    assertThat(result.exitStatus()).isEqualTo(4);
  }

  @Test
  void aFileThatReachesOtherDatabasesIsNotTriedOut() {
    String reaching =
        database.isSqlite() ? "ATTACH DATABASE 'other.db' AS o;" : "CREATE ROLE guest;";
    MigrationSet set =
        books(
            file("V003__reach.sql", "-- transaction: none\n" + reaching),
            file("U003__reach.sql", "SELECT 1;"));

    assertThatThrownBy(() -> verify(set))
        .isInstanceOfSatisfying(
            RunStopped.class, problem -> assertThat(problem.code()).isEqualTo("SCH-102"))
        .hasMessageContaining("V003__reach.sql");
  }

  // prove

  private SchemaProof.Result prove(MigrationSet set) {
    return new SchemaProof(database, false, set, OPTIONS).prove();
  }

  @Test
  void theShippedExampleIsProvenWithItsRows() throws Exception {
    SchemaProof.Result result = prove(MigrationSet.read(WORK_DATA, database.vendor()));

    assertThat(result.findings()).isEmpty();
    assertThat(result.proven()).containsExactly("001");
    assertThat(result.tables()).isEqualTo(24);
    assertThat(result.rows()).isEqualTo(1 + 12 + 113 + 6 + 28 + 8 + 2);
    assertThat(live().isEmpty()).isTrue();
    assertThat(scratchLeft()).isEmpty();
  }

  @Test
  void rollbacksThatBringRowsAndObjectsBackAreProven() {
    SchemaProof.Result result = prove(books());

    assertThat(result.findings()).isEmpty();
    assertThat(result.proven()).containsExactly("001", "002");
    assertThat(result.exitStatus()).isZero();
  }

  @Test
  void aRollbackThatLeavesAnObjectOrARowIsNotProven() {
    SchemaProof.Result object =
        prove(
            books(
                file(
                    "U002__book.sql",
                    "DROP VIEW books;\nDROP INDEX book_title;\nUPDATE shelf SET name = 'maps' WHERE id = 2;")));
    SchemaProof.Result row =
        prove(books(file("U002__book.sql", "DROP VIEW books;\nDROP TABLE book;")));

    assertThat(object.findings().get(0).message())
        .isEqualTo("after its rollback: table book is not expected");
    assertThat(object.exitStatus()).isEqualTo(1);
    assertThat(row.findings())
        .extracting(Finding::message)
        .containsExactly("after its rollback: rows of shelf differ in name");
    assertThat(row.proven()).containsExactly("001");
  }

  @Test
  void numbersOfASequenceAreANoteOnly() {
    String key = database.isSqlite() ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "SERIAL PRIMARY KEY";
    SchemaProof.Result result =
        prove(
            MigrationSet.of(
                "notes",
                List.of(
                    file(
                        "V001__notes.sql", "CREATE TABLE note (id %s, words TEXT);".formatted(key)),
                    file("U001__notes.sql", "DROP TABLE note;"),
                    file("V002__first.sql", "INSERT INTO note (words) VALUES ('x');"),
                    file("U002__first.sql", "DELETE FROM note WHERE words = 'x';"))));

    assertThat(result.findings()).extracting(Finding::weight).containsOnly(Weight.NOTE);
    assertThat(result.proven()).containsExactly("001", "002");
    assertThat(result.exitStatus()).isZero();
  }

  @Test
  void aMigrationThatFailsIsToldAndEndsTheProof() {
    SchemaProof.Result result =
        prove(
            books(
                file("V003__broken.sql", "CREATE TABLE shelf (id INTEGER);"),
                file("U003__broken.sql", "DROP TABLE shelf;")));

    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).kind()).isEqualTo("apply");
    assertThat(result.findings().get(0).message()).contains("V003__broken.sql:1");
    assertThat(result.proven()).containsExactly("001", "002");
  }

  // plan

  @Test
  void aPlanShowsWhatWouldRunAndWritesNothing() throws SQLException {
    SchemaPlan.Result result = new SchemaPlan(database, books()).of(engine(books()).status());

    assertThat(result.steps()).extracting(SchemaPlan.Step::number).containsExactly("001", "002");
    assertThat(result.steps().get(1).statements()).isEqualTo(4);
    assertThat(result.steps().get(1).how()).isEqualTo("in one transaction");
    assertThat(result.steps().get(0).sql()).isEqualTo(V1);
    assertThat(result.exitStatus()).isZero();
    assertThat(live().lines()).isEmpty();
  }

  @Test
  void theConnectionThatLooksCannotWrite() throws SQLException {
    sql("CREATE TABLE t (id INTEGER)");

    try (Connection connection = database.openReadOnly()) {
      assertThatThrownBy(() -> Rows.execute(connection, "INSERT INTO t (id) VALUES (1)"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aPlanTellsWhatAnApplyWouldRefuse() {
    engine(books()).applyAll();
    MigrationSet changed = books(file("V001__shelf.sql", V1 + "\n-- changed"));

    SchemaPlan.Result result = new SchemaPlan(database, changed).of(engine(changed).status());

    assertThat(result.findings()).extracting(Finding::kind).contains("checksum");
    assertThat(result.exitStatus()).isEqualTo(4);
  }

  @Test
  void aPlanTellsWhichFilesAnApplyWouldRefuse() {
    MigrationSet set =
        books(
            file("V003__none.sql", "-- nothing\n"),
            file("V004__own.sql", "BEGIN;\nCREATE TABLE own (id INTEGER);\nCOMMIT;"),
            file("V005__batch.sql", "-- batch: 10\nUPDATE shelf SET name = 'x';"));

    SchemaPlan.Result result = new SchemaPlan(database, set).of(engine(set).status());

    assertThat(result.findings())
        .filteredOn(one -> one.weight() == Weight.CONFLICT)
        .extracting(Finding::where)
        .contains("003", "004", "005")
        .doesNotContain("001", "002");
    assertThat(result.exitStatus()).isEqualTo(4);
    assertThatThrownBy(() -> engine(set).applyAll()).isInstanceOf(RunStopped.class);
  }

  @Test
  void aPlanForASchemaWithoutAHistorySaysSo() throws SQLException {
    sql("CREATE TABLE shelf (id INTEGER)");

    SchemaPlan.Result result = new SchemaPlan(database, books()).of(engine(books()).status());

    assertThat(result.findings()).extracting(Finding::kind).contains("no-history");
    assertThatThrownBy(() -> engine(books()).applyAll())
        .hasMessageContaining("`ztoq schema status` says which version it is");
  }

  @Test
  void objectsOfOthersAreNotedOnlyWhenThatIsAskedFor() throws SQLException {
    engine(books()).applyAll();
    sql("CREATE TABLE guest (id INTEGER)");
    SchemaVerification verification = new SchemaVerification(database, books(), database);

    assertThat(verification.verify(engine(books()).status(), false).exitStatus()).isEqualTo(4);
    SchemaVerification.Result noted = verification.verify(engine(books()).status(), true);
    assertThat(noted.exitStatus()).isZero();
    assertThat(noted.findings()).extracting(Finding::where).containsExactly("table guest");

    sql("DROP VIEW books");
    assertThat(verification.verify(engine(books()).status(), true).exitStatus()).isEqualTo(4);
  }
}
