package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.schema.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both catalogues tell alike, and what the pieces of SQL promise. */
abstract class TableGraphContract {

  private static final List<String> TABLES =
      List.of("test_execution_details", "test_executions", "test_cases", "test_suites", "users");

  @TempDir Path folder;

  abstract TenantDatabase newDatabase();

  @Test
  void theTablesOfTheGuideAreReadWithKeysAndReferences() throws SQLException {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.HALF);

    TableGraph graph = graph(qa);

    TableShape users = graph.table("users");
    assertThat(users.key()).containsExactly("id");
    assertThat(users.column("tenant_id").nullable()).isTrue();
    assertThat(users.column("email").nullable()).isFalse();
    assertThat(users.column("id").hasDefault()).isTrue();
    assertThat(users.column("email").hasDefault()).isFalse();
    assertThat(users.reference("tenant_id").orElseThrow().parent()).isEqualTo("tenants");
    assertThat(users.uniqueKeys())
        .extracting(UniqueKey::columns)
        .containsExactlyInAnyOrder(List.of("email"), List.of("username"));
    assertThat(graph.table("test_cases").has("tenant_id")).isFalse();
    assertThat(graph.referencesTo("test_suites"))
        .containsOnlyKeys("schedules", "test_cases", "test_executions");
    assertThat(graph.parentsFirst(TABLES))
        .hasValueSatisfying(
            sorted ->
                assertThat(sorted)
                    .startsWith("users", "test_suites")
                    .endsWith("test_execution_details"));
  }

  @Test
  void unusualNamesAndKeysAreReadAsTheyAre() throws SQLException {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.LEGACY);
    qa.change(
        "CREATE TABLE \"Odd \"\"Table\" (b VARCHAR(9) NOT NULL, a INTEGER NOT NULL, \"no te\" TEXT, PRIMARY KEY (b, a))");
    qa.change(
        "CREATE TABLE part (x VARCHAR(9), y INTEGER, UNIQUE (x, y), FOREIGN KEY (x, y) REFERENCES \"Odd \"\"Table\" (b, a))");
    qa.change("CREATE TABLE a1 (id INTEGER PRIMARY KEY, b_id INTEGER)");
    qa.change("CREATE TABLE b1 (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a1(id))");

    TableGraph graph = graph(qa);

    assertThat(graph.table("Odd \"Table").key()).containsExactly("b", "a");
    assertThat(graph.table("part").key()).isEmpty();
    assertThat(graph.table("part").uniqueKeys())
        .extracting(UniqueKey::columns)
        .containsExactly(List.of("x", "y"));
    assertThat(graph.table("part").foreignKeys())
        .extracting(ForeignKey::columns, ForeignKey::parent, ForeignKey::parentColumns)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                List.of("x", "y"), "Odd \"Table", List.of("b", "a")));
    TableShape a1 = graph.table("a1");
    TableGraph circle =
        graph.with(
            new TableShape(
                "a1",
                a1.columns(),
                a1.key(),
                List.of(new ForeignKey("f", List.of("b_id"), "b1", List.of("id"))),
                List.of()));
    assertThat(circle.parentsFirst(List.of("a1", "b1"))).isEmpty();
  }

  @Test
  void keysSurviveTheirTripThroughJsonAndHashesSeeEveryColumn() throws SQLException {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.LEGACY);
    qa.change(
        "CREATE TABLE thing (b VARCHAR(9) NOT NULL, a BIGINT NOT NULL, note TEXT, PRIMARY KEY (b, a))");
    qa.change(
        "INSERT INTO thing VALUES ('ä\"'']', 9007199254740993, NULL), ('', -1, ''), ('z', 3, 'x')");
    TableShape thing = graph(qa).table("thing");
    Dialect sql = qa.database().dialect();

    List<String> keys =
        qa.rows("SELECT %s FROM thing t ORDER BY b".formatted(sql.keyJson(thing, "t")));
    List<String> found =
        keys.stream()
            .flatMap(
                key ->
                    qa
                        .rows(
                            "SELECT t.b FROM thing t WHERE "
                                + sql.keyEquals(thing, "t", Dialect.literal(key)))
                        .stream())
            .toList();
    List<String> hashes =
        qa.rows("SELECT %s FROM thing t".formatted(sql.hash(thing, "t", List.of("note"))));

    assertThat(found).containsExactlyInAnyOrder("", "z", "ä\"']").hasSameSizeAs(keys);
    assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{32}"));
  }

  @Test
  void bookkeepingComesAndGoesWithoutATrace() throws SQLException {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.LEGACY);
    try (Connection connection = qa.database().open()) {
      Bookkeeping.create(connection);
      Bookkeeping.create(connection);
      assertThat(Bookkeeping.exists(connection)).isTrue();
      for (String name : Bookkeeping.NAMES) {
        assertThat(new Sql(connection).number("SELECT count(*) FROM " + name)).isZero();
      }
      assertThat(TableGraph.read(connection).tables())
          .noneMatch(table -> table.name().startsWith(Bookkeeping.PREFIX));

      Bookkeeping.drop(connection);

      assertThat(Bookkeeping.exists(connection)).isFalse();
      assertThat(new Sql(connection).hasTable(Bookkeeping.RUN)).isFalse();
    }
  }

  @Test
  void aReadOnlySessionCannotWrite() throws SQLException {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.HALF).rows(3).messy();

    try (Connection connection = qa.database().openReadOnly()) {
      Sql sql = new Sql(connection);
      assertThat(sql.number("SELECT count(*) FROM users")).isEqualTo(7);
      assertThatThrownBy(() -> sql.execute("UPDATE users SET full_name = 'x'"))
          .isInstanceOf(SQLException.class)
          .hasMessageMatching("(?is).*read.?only.*");
      connection.rollback();
    }
  }

  private static TableGraph graph(QaDatabase qa) throws SQLException {
    try (Connection connection = qa.database().openReadOnly()) {
      return TableGraph.read(connection);
    }
  }
}
