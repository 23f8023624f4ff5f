package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A database with transactions for tables, which Flyway does not know. */
class DerbyDatabaseTest extends OtherDatabaseContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.derby(folder);
  }

  @Test
  void aFailingMigrationLeavesNothingBehind() {
    sets.write(
        "005",
        "bad",
        "CREATE TABLE five (id INTEGER);\nINSERT INTO five VALUES (1);\nINSERT INTO nowhere VALUES (1);\n",
        "DROP TABLE five;");

    assertThatThrownBy(() -> sets.engine().applyAll())
        .hasMessageContaining("005 bad failed, and nothing of it was left behind");

    assertThat(look.tables()).containsExactly("four", "one", "two");
    assertThat(look.flyway()).containsExactly("001", "002", "004");
    assertThat(look.journal()).endsWith("005|apply|started", "005|apply|failed");
  }
}
