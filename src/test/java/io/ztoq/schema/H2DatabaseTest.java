package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database that commits whenever a table is made. */
class H2DatabaseTest extends OtherDatabaseContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.h2(folder);
  }

  @Test
  void aFailingMigrationStandsHalfDoneIsSaidAndGoneOnWith() {
    sets.write(
        "005",
        "bad",
        "CREATE TABLE five (id INTEGER);\nINSERT INTO five VALUES (1);\nINSERT INTO nowhere VALUES (1);\n",
        "DROP TABLE five;");

    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("005 bad stands half done (2 steps)")
        .hasMessageContaining("V005__bad.sql:3");
    assertThat(sets.engine().status().exitStatus()).isEqualTo(3);
    assertThat(sets.engine().status().find("005").orElseThrow().note())
        .contains("statement 2 of 3", "`ztoq schema rollback 005` takes it back");

    look.change("CREATE TABLE nowhere (id INTEGER)");
    assertThat(sets.engine().applyAll().applied()).containsExactly("005");
    assertThat(look.rows("SELECT COUNT(*) FROM five")).containsExactly("1");
  }

  @Test
  void flywaysOwnToolsGoOnWhereFlywayKnowsTheDatabase() {
    sets.engine().applyAll();
    Flyway flyway =
        Flyway.configure()
            .dataSource(sets.database().url(), "sa", "")
            .locations("filesystem:" + sets.folder())
            .load();

    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    sets.table("011", "eleven");
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    sets.table("012", "twelve");
    assertThat(sets.engine().applyAll().applied()).containsExactly("012");
    assertThat(look.history()).contains("011|eleven|applied", "012|twelve|applied");
  }
}
