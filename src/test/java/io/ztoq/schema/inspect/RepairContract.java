package io.ztoq.schema.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.MigrationState;
import io.ztoq.schema.MigrationState.Kind;
import io.ztoq.schema.RollbackLoss;
import io.ztoq.schema.inspect.SchemaDetection.Match;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What detection, baseline, repair and impact promise, on every database. */
abstract class RepairContract extends InspectionFixture {

  private SchemaDetection.Result detect() {
    return SchemaDetection.detect(database, books().all(), database);
  }

  private SchemaRepair repair(MigrationSet set) {
    return new SchemaRepair(database, set, engine(set), database);
  }

  private void loseTheHistory() throws SQLException {
    sql("DROP TABLE migration_history", "DELETE FROM flyway_schema_history");
  }

  private List<Kind> kinds(MigrationSet set) {
    return engine(set).status().migrations().stream().map(MigrationState::kind).toList();
  }

  @Test
  void aSchemaWithoutAHistoryIsKnownByItsFingerprint() throws SQLException {
    engine(books()).apply(books().named("1"));
    loseTheHistory();

    SchemaDetection.Result one = detect();
    assertThat(one.match()).isEqualTo(Match.VERSION);
    assertThat(one.number()).isEqualTo("001");

    sql("CREATE TABLE guest (id INTEGER)");

    SchemaDetection.Result more = detect();
    assertThat(more.match()).isEqualTo(Match.VERSION_AND_MORE);
    assertThat(more.number()).isEqualTo("001");
    assertThat(more.others()).containsExactly("table guest");
  }

  @Test
  void aPartialSchemaIsToldTableByTable() throws SQLException {
    engine(books()).applyAll();
    loseTheHistory();
    sql("DROP VIEW books", "DROP TABLE book", "ALTER TABLE shelf ADD COLUMN colour VARCHAR(5)");
    sql("CREATE TABLE book (id INTEGER)");

    SchemaDetection.Result found = detect();

    assertThat(found.match()).isEqualTo(Match.PARTIAL);
    assertThat(found.tables())
        .allSatisfy(one -> assertThat(one.standing()).isEqualTo("different"))
        .anySatisfy(one -> assertThat(one.differences().toString()).contains("shelf.colour"));
  }

  @Test
  void whatHasNothingOfTheMigrationsIsNothing() throws SQLException {
    sql("CREATE TABLE guest (id INTEGER)");

    assertThat(detect().match()).isEqualTo(Match.NOTHING);
  }

  @Test
  void aBaselineRecordsWhatTheFingerprintProves() throws SQLException {
    sql(V1.split(";\n", 2)[0]);

    SchemaRepair.Result result = repair(books()).baseline(books().named("1"), false);

    assertThat(result.version()).isEqualTo("001");
    assertThat(kinds(books())).containsExactly(Kind.APPLIED, Kind.PENDING);
    assertThat(engine(books()).journal(1).get(0).entry().direction()).isEqualTo("baseline");
  }

  @Test
  void aBaselineOfAnotherSchemaOrWithAHistoryIsRefusedAndWritesNothing() throws SQLException {
    sql("CREATE TABLE guest (id INTEGER)", V1.split(";\n", 2)[0]);

    refused("SCH-104", () -> repair(books()).baseline(books().named("2"), true));
    refused("SCH-104", () -> repair(books()).baseline(books().named("1"), false));
    assertThat(kinds(books())).containsExactly(Kind.PENDING, Kind.PENDING);

    repair(books()).baseline(books().named("1"), true);
    refused("SCH-105", () -> repair(books()).baseline(books().named("1"), true));
  }

  private static void refused(String code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RunStopped.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.exitCode().status()).isEqualTo(4);
            });
  }

  @Test
  void aChangedFileWithTheSameEffectIsAccepted() {
    engine(books()).applyAll();
    Instant applied = engine(books()).status().migrations().get(0).appliedAt();
    MigrationSet changed = books(file("V001__shelf.sql", V1 + "\n-- a remark"));

    SchemaRepair.Result result = repair(changed).repair(false, changes -> true);

    assertThat(result.changes()).hasSize(1);
    assertThat(kinds(changed)).containsExactly(Kind.APPLIED, Kind.APPLIED);
    assertThat(engine(changed).status().migrations().get(0).appliedAt()).isEqualTo(applied);
    assertThat(verify(changed).findings()).isEmpty();
  }

  @Test
  void aChangedFileWithAnotherEffectIsNotAccepted() {
    engine(books()).applyAll();
    MigrationSet changed = books(file("V001__shelf.sql", V1.replace("40", "50")));

    refused("SCH-104", () -> repair(changed).repair(false, changes -> true));

    assertThat(kinds(changed)).containsExactly(Kind.CHANGED, Kind.APPLIED);
  }

  @Test
  void anOrphanIsForgottenOnlyWhenNothingOfItIsThere() throws SQLException {
    MigrationSet three =
        books(
            file("V003__more.sql", "CREATE TABLE more (id INTEGER);"),
            file("U003__more.sql", "DROP TABLE more;"));
    engine(three).applyAll();
    refused("SCH-104", () -> repair(books()).repair(false, changes -> true));

    sql("DROP TABLE more");
    assertThat(repair(books()).repair(false, changes -> false).done()).isFalse();
    assertThat(kinds(books())).contains(Kind.ORPHAN);
    repair(books()).repair(false, changes -> true);

    assertThat(verify(books()).findings()).isEmpty();
    assertThat(kinds(books())).containsExactly(Kind.APPLIED, Kind.APPLIED);
  }

  @Test
  void aLostHistoryAndATableDroppedByHandAreBroughtInOrder() throws SQLException {
    engine(books()).applyAll();
    loseTheHistory();

    repair(books()).repair(false, changes -> true);
    assertThat(kinds(books())).containsExactly(Kind.APPLIED, Kind.APPLIED);

    sql("DROP VIEW books", "DROP TABLE book");
    repair(books()).repair(false, changes -> true);
    assertThat(kinds(books())).containsExactly(Kind.APPLIED, Kind.ROLLED_BACK);
    engine(books()).applyAll();
    assertThat(verify(books()).findings()).isEmpty();
  }

  @Test
  void objectsOfOthersDoNotStandAgainstARepairThatAcceptsThem() throws SQLException {
    engine(books()).applyAll();
    sql("CREATE TABLE guest (id INTEGER)");
    MigrationSet changed = books(file("V001__shelf.sql", V1 + "\n-- a remark"));

    refused("SCH-104", () -> repair(changed).repair(false, changes -> true));
    repair(changed).repair(true, changes -> true);
    assertThat(kinds(changed)).containsExactly(Kind.APPLIED, Kind.APPLIED);

    loseTheHistory();
    refused("SCH-104", () -> repair(changed).repair(false, changes -> true));
    repair(changed).repair(true, changes -> true);
    assertThat(kinds(changed)).containsExactly(Kind.APPLIED, Kind.APPLIED);
  }

  @Test
  void whatMayBelongToAnOrphanIsNotAccepted() {
    MigrationSet three =
        books(
            file("V003__more.sql", "CREATE TABLE more (id INTEGER);"),
            file("U003__more.sql", "DROP TABLE more;"));
    engine(three).applyAll();

    refused("SCH-105", () -> repair(books()).repair(true, changes -> true));

    assertThat(kinds(books())).contains(Kind.ORPHAN);
  }

  @Test
  void whatIsForAnotherEnvironmentIsNeitherExpectedNorRecorded() throws SQLException {
    MigrationSet set =
        books(
            file("V003__trial.sql", "-- env: staging\nCREATE TABLE trial (id INTEGER);"),
            file("U003__trial.sql", "DROP TABLE trial;"),
            file("V004__last.sql", "CREATE TABLE last_one (id INTEGER);"),
            file("U004__last.sql", "DROP TABLE last_one;"));
    engine(set).applyAll();
    loseTheHistory();

    SchemaDetection.Result found =
        SchemaDetection.detect(database, engine(set).status().filesForHere(set), database);
    assertThat(found.match()).isEqualTo(Match.VERSION);
    assertThat(found.number()).isEqualTo("004");
    assertThatThrownBy(() -> repair(set).baseline(set.named("3"), false))
        .hasMessageContaining("003 trial is only for staging");
    repair(set).baseline(set.named("4"), false);
    assertThat(kinds(set))
        .containsExactly(Kind.APPLIED, Kind.APPLIED, Kind.OTHER_ENVIRONMENT, Kind.APPLIED);

    loseTheHistory();
    repair(set).repair(false, changes -> true);
    assertThat(kinds(set))
        .containsExactly(Kind.APPLIED, Kind.APPLIED, Kind.OTHER_ENVIRONMENT, Kind.APPLIED);
  }

  @Test
  void versionsThatComeAndGoAreToldApart() throws SQLException {
    List<io.ztoq.schema.SqlFile> files = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      files.add(
          file(
              "V00%d__step.sql".formatted(i),
              List.of(
                      "CREATE TABLE shelf (id INTEGER)",
                      "CREATE TABLE more (id INTEGER)",
                      "INSERT INTO more (id) VALUES (1)",
                      "DROP TABLE more",
                      "CREATE TABLE more (id INTEGER, name VARCHAR(9))",
                      "ALTER TABLE shelf ADD COLUMN name VARCHAR(9)",
                      "CREATE INDEX by_name ON shelf (name)",
                      "DROP INDEX by_name",
                      "CREATE VIEW names AS SELECT name FROM shelf")
                  .get(i - 1)));
    }
    MigrationSet set = MigrationSet.of("steps", files);
    List<String> found = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      engine(set).apply(set.named(Integer.toString(i)));
      SchemaDetection.Result one = SchemaDetection.detect(database, set.all(), database);
      found.add("%s %s%s".formatted(one.match(), one.number(), one.sameAs()));
    }

    assertThat(found)
        .containsExactly(
            "VERSION 001[004]",
            "VERSION 002[003]",
            "VERSION 002[003]",
            "VERSION 001[004]",
            "VERSION 005[]",
            "VERSION 006[008]",
            "VERSION 007[]",
            "VERSION 006[008]",
            "VERSION 009[]");
  }

  @Test
  void aSearchEndsWhenItsTimeIsUp() {
    engine(books()).applyAll();

    assertThat(SchemaDetection.detect(database, books().all(), database, java.time.Instant.EPOCH))
        .isEmpty();
  }

  @Test
  void theImpactOfARollbackIsCountedInTheLiveRows() throws SQLException {
    MigrationSet set =
        books(
            file("V003__note.sql", "ALTER TABLE shelf ADD COLUMN note VARCHAR(9);"),
            file(
                "U003__note.sql",
                "ALTER TABLE shelf DROP COLUMN note;\nDELETE FROM shelf WHERE id > 2;"));
    engine(set).applyAll();
    sql(
        "INSERT INTO shelf (id, name, note) VALUES (3, 'x', 'n'), (4, 'y', NULL)",
        "INSERT INTO book (id, shelf_id) VALUES (1, 1), (2, 1), (3, 2)");

    RollbackImpact.Result result =
        new RollbackImpact(database, set, database).to("1", engine(set).status());

    assertThat(result.rolledBack()).containsExactly("003", "002");
    assertThat(result.losses())
        .containsExactlyInAnyOrder(
            new RollbackLoss("book", "table dropped", 3),
            new RollbackLoss("shelf", "column note dropped", 1),
            new RollbackLoss("shelf", "rows deleted", 2));
    assertThat(result.notCounted()).hasSize(1).allMatch(one -> one.startsWith("U002__book.sql:3"));
    assertThat(kinds(set)).containsOnly(Kind.APPLIED);
  }
}
