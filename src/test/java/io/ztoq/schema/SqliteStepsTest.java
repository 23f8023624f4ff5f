package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Headers on SQLite. */
class SqliteStepsTest extends StepsContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.sqlite(folder);
  }

  @Override
  String aloneStatement() {
    return "VACUUM";
  }

  @Test
  void aTriggerIsOneStatement() {
    sets.write(
        "002",
        "trigger",
        "CREATE TRIGGER t AFTER INSERT ON one BEGIN UPDATE one SET word = 'c' WHERE id = NEW.id; DELETE FROM one WHERE id = 9; END;",
        "DROP TRIGGER t;");
    sets.engine().applyAll();
    look.change("INSERT INTO one VALUES (2, 'x')");

    assertThat(look.rows("SELECT word FROM one WHERE id = 2")).containsExactly("c");
  }
}
