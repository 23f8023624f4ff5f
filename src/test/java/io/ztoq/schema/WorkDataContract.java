package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.schema.ReferenceFacts.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migration 001 of migrations/work-data, against the facts of the reference. */
abstract class WorkDataContract {

  private static final Path SET =
      Path.of(System.getProperty("project.dir", "."), "migrations", "work-data");

  /** Table to a query that gives the columns of its seed file. */
  private static final Map<String, String> SEEDS =
      Map.of(
          "clients",
          "SELECT id, name, website, CASE WHEN active THEN 'True' ELSE 'False' END FROM clients ORDER BY id",
          "flow_steps",
          "SELECT id, name, step_number, step_category FROM flow_steps ORDER BY id",
          "status_mappings",
          """
          SELECT m.id, m.status_from, m.status_to, m.status_category, s.name, m.flow_step_id, s.step_number
          FROM status_mappings m JOIN flow_steps s ON s.id = m.flow_step_id ORDER BY m.id""",
          "issuetype_hierarchies",
          "SELECT id, level_name, level_number, description FROM issuetype_hierarchies ORDER BY id",
          "issuetype_mappings",
          """
          SELECT m.id, m.issuetype_from, m.issuetype_to, h.level_number, h.level_name, m.issuetype_hierarchy_id
          FROM issuetype_mappings m JOIN issuetype_hierarchies h ON h.id = m.issuetype_hierarchy_id ORDER BY m.id""",
          "system_settings",
          "SELECT id, setting_key, setting_value, setting_type, description FROM system_settings ORDER BY id",
          "job_schedules",
          """
          SELECT id, job_name, status, retry_count, CASE WHEN active THEN 'True' ELSE 'False' END
          FROM job_schedules ORDER BY id""");

  private final LiveCatalogue catalogue = catalogue();
  private Flyway flyway;
  private Connection connection;

  abstract String vendor();

  abstract LiveCatalogue catalogue();

  /** A new empty database. */
  abstract Flyway newDatabase();

  /** To the same database, foreign keys held. */
  abstract Connection connect() throws SQLException;

  /** The moment in a column of the only row of clients. */
  abstract Instant momentOf(Connection connection, String column) throws SQLException;

  @BeforeEach
  void apply() throws SQLException {
    flyway = newDatabase();
    flyway.migrate();
    connection = connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void hasTheColumnsOfTheReference() throws SQLException {
    List<String> columns = catalogue.columns(connection);

    assertThat(columns).hasSize(318).isEqualTo(ReferenceFacts.columns());
  }

  @Test
  void hasTheKeysOfTheReferenceAndThoseThatMakeTheGuideTrue() throws SQLException {
    List<String> constraints = catalogue.constraints(connection);

    assertThat(constraints)
        .hasSizeGreaterThan(100)
        .doesNotHaveDuplicates()
        .isEqualTo(ReferenceFacts.constraints());
  }

  @Test
  void hasTheIndexesOfTheReferenceAndTheFoldedOnes() throws SQLException {
    List<String> indexes = catalogue.indexes(connection);

    assertThat(indexes).hasSize(56 + 5).isEqualTo(ReferenceFacts.indexes());
  }

  @Test
  void everyTableHasAPrimaryKeyAndEveryExternalIdAndKeyIsUnique() throws SQLException {
    List<String> constraints = catalogue.constraints(connection);

    Set<String> tables = new TreeSet<>();
    for (String line : catalogue.columns(connection)) {
      String[] column = line.split("\\|", -1);
      tables.add(column[0]);
      if (column[2].equals("external_id") || column[2].equals("key")) {
        assertThat(constraints)
            .as(line)
            .anyMatch(
                one -> one.matches(column[0] + "\\|unique\\|\\w+\\|.*," + column[2] + "\\|+"));
      }
    }
    assertThat(tables).hasSize(24);
    assertThat(tables)
        .allSatisfy(
            table ->
                assertThat(constraints).anyMatch(one -> one.startsWith(table + "|primary key|")));
  }

  @Test
  void holdsTheSeedRowsOfTheReferenceAndNoOthers() throws SQLException {
    SoftAssertions all = new SoftAssertions();
    for (String table : ReferenceFacts.tables()) {
      if (SEEDS.containsKey(table)) {
        all.assertThat(Rows.of(connection, SEEDS.get(table)))
            .isEqualTo(ReferenceFacts.seeds(table));
      } else {
        all.assertThat(Rows.one(connection, "SELECT count(*) FROM " + table))
            .as(table)
            .isEqualTo("0");
      }
    }
    all.assertAll();
    assertThat(ReferenceFacts.seeds("status_mappings")).hasSize(113);
  }

  @Test
  void itsOwnAssertionsHold() throws Exception {
    List<String> queries =
        Files.readAllLines(SET.resolve(vendor()).resolve("V001__initial_schema.sql")).stream()
            .filter(line -> line.startsWith("-- assert-after: "))
            .map(line -> line.substring("-- assert-after: ".length()))
            .toList();

    assertThat(queries).hasSize(9);
    for (String query : queries) {
      assertThat(Rows.one(connection, query)).as(query).matches("1|t");
    }
    execute("DELETE FROM issuetype_mappings WHERE id = 28");
    assertThat(Rows.one(connection, queries.get(4))).matches("0|f");
  }

  @Test
  void seedsCarryTheMomentInUtcWhateverTheZoneOfTheSession() throws SQLException {
    Instant now = Instant.now();

    assertThat(List.of(momentOf(connection, "created_at"), momentOf(connection, "last_updated_at")))
        .allSatisfy(
            moment ->
                assertThat(Duration.between(moment, now).abs()).isLessThan(Duration.ofMinutes(10)));
  }

  @Test
  void theNextRowGetsTheIdAfterTheSeeds() throws SQLException {
    execute(
        "INSERT INTO flow_steps (name, step_category, client_id) VALUES ('Parked', 'Waiting', 1)");

    assertThat(Rows.one(connection, "SELECT max(id) FROM flow_steps")).isEqualTo("13");
  }

  @Test
  void refusesEveryRowASecondTime() throws SQLException {
    fill();

    for (String row : rows()) {
      refused("unique", row);
    }
  }

  @Test
  void everyUniqueKeyAloneRefusesADouble() throws SQLException {
    fill();

    List<ReferenceFacts.Key> keys = ReferenceFacts.uniqueKeys();
    assertThat(keys).hasSize(25);
    for (ReferenceFacts.Key key : keys) {
      String table = key.table();
      Set<String> own = ReferenceFacts.ownUniqueColumns(table);
      Set<String> others = new TreeSet<>(own);
      others.removeAll(key.columns());

      refused("unique", copy(table, others));
      execute(copy(table, own));
      execute("DELETE FROM %1$s WHERE id = (SELECT max(id) FROM %1$s)".formatted(table));
    }
  }

  @Test
  void foldsCaseAndClosesTheGapsOfNulls() throws SQLException {
    fill();

    refused("unique", "INSERT INTO clients (name) VALUES ('wex')");
    refused("unique", "UPDATE status_mappings SET status_from = 'bACKLOG' WHERE id = 2");
    refused("unique", "UPDATE issuetype_mappings SET issuetype_from = 'EPIC' WHERE id = 5");
    refused("unique", "UPDATE flow_steps SET step_number = 5 WHERE id = 4");
    execute(
        "INSERT INTO flow_steps (name, step_category, client_id) VALUES ('Parked', 'Waiting', 1)");
    String untyped =
        "INSERT INTO pull_request_comments (external_id, pull_request_id, client_id) VALUES ('700', 1, 1)";
    execute(untyped);
    refused("unique", untyped);
  }

  @Test
  void refusesWordsThatTheSystemDoesNotKnow() throws SQLException {
    fill();

    refused("check", "UPDATE users SET role = 'root'");
    refused("check", "UPDATE users SET auth_provider = 'ldap'");
    refused("check", "UPDATE flow_steps SET step_category = 'Later' WHERE id = 1");
    refused("check", "UPDATE status_mappings SET status_category = 'Later' WHERE id = 1");
    refused("null", "UPDATE status_mappings SET flow_step_id = NULL WHERE id = 1");
    refused("check", "UPDATE system_settings SET setting_type = 'yaml' WHERE id = 1");
    refused("check", "UPDATE job_schedules SET status = 'LOST' WHERE id = 1");
    refused("check", "UPDATE job_schedules SET retry_count = -1 WHERE id = 1");
  }

  @Test
  void everyForeignKeyHoldsOnBothSides() throws SQLException {
    fill();

    List<Reference> references = ReferenceFacts.foreignKeys();
    assertThat(references).hasSize(47);
    for (Reference one : references) {
      refused("foreign key", "UPDATE %s SET %s = 999999".formatted(one.table(), one.column()));
      refused("foreign key", "DELETE FROM " + one.target());
    }
  }

  @Test
  void aRollbackLeavesAnEmptyDatabaseAndAReapplyGivesTheSame() throws Exception {
    List<String> objects = catalogue.objects(connection);
    fill();

    rollback();

    execute("DROP TABLE flyway_schema_history");
    assertThat(catalogue.objects(connection)).isEmpty();
    assertThat(flyway.migrate().migrationsExecuted).isOne();
    assertThat(catalogue.objects(connection)).isEqualTo(objects);
    hasTheColumnsOfTheReference();
    hasTheKeysOfTheReferenceAndThoseThatMakeTheGuideTrue();
    holdsTheSeedRowsOfTheReferenceAndNoOthers();
  }

  @Test
  void aRollbackStopsAtATableThatIsMissing() throws Exception {
    execute("DROP TABLE job_schedules");
    List<String> objects = catalogue.objects(connection);

    assertThatThrownBy(this::rollback).hasMessageContaining("job_schedules");

    assertThat(catalogue.objects(connection)).isEqualTo(objects);
  }

  /** In one transaction, as the engine does it. */
  final void rollback() throws Exception {
    String drops = Files.readString(SET.resolve(vendor()).resolve("U001__initial_schema.sql"));
    connection.setAutoCommit(false);
    try {
      for (String drop : drops.split(";", -1)) {
        if (!drop.isBlank()) {
          execute(drop);
        }
      }
      connection.commit();
    } catch (SQLException refused) {
      connection.rollback();
      throw refused;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  final Connection connection() {
    return connection;
  }

  final Flyway flyway(String url, String user, String password, String initSql) {
    return Flyway.configure()
        .dataSource(url, user, password)
        .initSql(initSql)
        .locations("filesystem:" + SET.resolve(vendor()))
        .load();
  }

  final void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void refused(String why, String sql) {
    assertThatThrownBy(() -> execute(sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .message()
        .containsIgnoringCase(why);
  }

  /** One row in every table that has no seeds. */
  private void fill() throws SQLException {
    for (String row : rows()) {
      execute(row);
    }
  }

  private static List<String> rows() {
    return ReferenceFacts.text("rows.sql").lines().toList();
  }

  /** Inserts the first row of a table again, under a new id and with some columns changed. */
  private static String copy(String table, Set<String> changed) {
    List<String[]> columns =
        ReferenceFacts.columns().stream()
            .map(line -> line.split("\\|", -1))
            .filter(column -> column[0].equals(table) && !column[2].equals("id"))
            .toList();
    String names = columns.stream().map(column -> column[2]).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(column -> changed.contains(column[2]) ? other(column) : column[2])
            .collect(Collectors.joining(", "));
    return "INSERT INTO %1$s (%2$s) SELECT %3$s FROM %1$s WHERE id = (SELECT min(id) FROM %1$s)"
        .formatted(table, names, values);
  }

  private static String other(String[] column) {
    return column[3].equals("integer") ? column[2] + " + 900" : column[2] + " || ' again'";
  }
}
