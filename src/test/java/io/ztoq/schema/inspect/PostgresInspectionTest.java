package io.ztoq.schema.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Postgres;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.store.StoreLocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresInspectionTest extends InspectionContract {

  @Override
  SchemaDatabase newDatabase() {
    StoreLocation place = Postgres.newDatabase();
    return new SchemaDatabase(place.jdbcUrl(), place.user(), place.password());
  }

  @Override
  List<String> scratchLeft() throws SQLException {
    try (Connection connection = database.openReadOnly()) {
      return Rows.list(
          connection,
          "SELECT datname FROM pg_database WHERE datname LIKE 'ztoq\\_scratch%'",
          row -> row.getString(1));
    }
  }

  @Test
  void anotherSchemaOfTheMigrationsIsLookedAtAndOneOfOthersIsNot() throws SQLException {
    MigrationSet set =
        books(
            file("V003__hall.sql", "CREATE SCHEMA hall; CREATE TABLE hall.seat (id INTEGER);"),
            file("U003__hall.sql", "DROP TABLE hall.seat; DROP SCHEMA hall;"));
    engine(set).applyAll();
    sql("CREATE SCHEMA foreign_one", "CREATE TABLE foreign_one.t (id INTEGER)");
    assertThat(verify(set).findings()).isEmpty();

    sql("ALTER TABLE hall.seat ADD COLUMN row_no INTEGER");

    assertThat(verify(set).findings())
        .extracting(Finding::where)
        .containsExactly("column hall.seat.row_no");
  }

  @Test
  void aLiveSchemaOfAnotherNameIsComparedByItsSearchPath() throws SQLException {
    sql("CREATE SCHEMA app");
    database =
        new SchemaDatabase(
            PostgresScratch.url(database.url(), name(database.url()), "app"),
            database.user(),
            database.password());

    engine(books()).applyAll();

    assertThat(live().tables()).containsExactly("book", "shelf");
    assertThat(verify(books()).findings()).isEmpty();
  }

  private static String name(String url) {
    String path = url.replaceFirst("\\?.*", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void functionsTriggersTypesAndSequencesAreSeen() throws SQLException {
    sql("CREATE TABLE t (id BIGSERIAL PRIMARY KEY, at TIMESTAMPTZ)");
    String[] changes = {
      "CREATE TYPE mood AS ENUM ('low', 'high')",
      "ALTER TYPE mood ADD VALUE 'middle'",
      "CREATE SEQUENCE s",
      "ALTER SEQUENCE s INCREMENT BY 5",
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
      "CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
      "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
      "ALTER TABLE t DISABLE TRIGGER g",
      "ALTER TABLE t ALTER COLUMN at SET NOT NULL",
      "ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0)",
      "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
      "CREATE MATERIALIZED VIEW m AS SELECT id FROM t"
    };
    String last = live().fingerprint();
    for (String change : changes) {
      sql(change);
      assertThat(live().fingerprint()).as(change).isNotEqualTo(last);
      last = live().fingerprint();
    }
  }
}
