package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers on PostgreSQL. */
class PostgresStepsTest extends StepsContract {

  @Override
  SchemaDatabase newDatabase() {
    return Databases.postgres();
  }

  @Override
  String aloneStatement() {
    return "CREATE INDEX CONCURRENTLY one_word ON one (word)";
  }

  @Test
  void aFunctionWithSemicolonsIsOneStatement() {
    sets.write(
        "002",
        "function",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN; RETURN 7; END $$;"
            .replace("BEGIN;", "BEGIN"),
        "DROP FUNCTION f();");
    sets.engine().applyAll();

    assertThat(look.rows("SELECT f()")).containsExactly("7");
  }

  @Test
  void anInvalidIndexOfAFailedTryIsReplaced() {
    sets.write(
        "002",
        "index",
        "-- transaction: none\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one_word ON one (word);",
        "-- transaction: none\nDROP INDEX CONCURRENTLY one_word;");
    sets.engine().apply(sets.set().named("001"));
    look.change("INSERT INTO one VALUES (2, 'a;b')");
    assertThatThrownBy(() -> sets.engine().applyAll()).hasMessageContaining("stands half done");
    look.change("DELETE FROM one WHERE id = 2");

    assertThat(sets.engine().applyAll().applied()).containsExactly("002");

    assertThat(look.rows("SELECT COUNT(*) FROM pg_index WHERE NOT indisvalid"))
        .containsExactly("0");
    assertThat(look.rows("SELECT COUNT(*) FROM pg_class WHERE relname = 'one_word'"))
        .containsExactly("1");
  }

  @Test
  void aDumpThatEmptiesTheSearchPathIsApplied() {
    sets.write(
        "002",
        "dump",
        "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.two (id integer);",
        "DROP TABLE two;");
    sets.table("003", "three");

    assertThat(sets.engine().applyAll().applied()).containsExactly("001", "002", "003");
    assertThat(look.history()).hasSize(3);
  }

  @Test
  void rowsThatALoopOfARollbackDeletesAreCounted() {
    sets.write(
        "002",
        "loop",
        "INSERT INTO one VALUES (2, 'x'), (3, 'y');",
        "DO $$ BEGIN DELETE FROM one WHERE id > 1; END $$;");
    sets.engine().applyAll();
    List<RollbackLoss> asked = new ArrayList<>();

    sets.engine().rollbackTo("001", asked::addAll);

    assertThat(asked).containsExactly(new RollbackLoss("one", "rows deleted", 2));
  }
}
