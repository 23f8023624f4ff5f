package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.fixture.TwoTenants;
import io.ztoq.tenancy.TenantDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands on PostgreSQL, which knows users and their rights. */
class TenantsOnPostgresTest extends TenantsFlowContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }

  private QaDatabase asUser(String user, String grants) {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.LEGACY).rows(6);
    qa.change("DROP ROLE IF EXISTS %1$s; CREATE ROLE %1$s LOGIN PASSWORD 'x'".formatted(user));
    qa.change(grants);
    environment.put("POSTGRES_USER", user);
    environment.put("POSTGRES_PASSWORD", "x");
    return qa;
  }

  @Test
  void aUserWithoutRightsLearnsWhichBeforeAnythingIsWritten() {
    QaDatabase qa = asUser("qa_reader", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO qa_reader");

    assertThat(tenants(qa, "migrate")).isEqualTo(1);

    assertThat(out())
        .contains("TEN-027 permission denied: ", "qa_reader is not the owner of users")
        .contains("qa_reader may not make tables in the schema public")
        .contains("ALTER TABLE \"users\" OWNER TO qa_reader")
        .contains("GRANT CREATE ON SCHEMA public TO qa_reader");
    assertThat(qa.number("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'ztoq%'")).isZero();
    assertThat(tenants(qa, "migrate", "--dry-run")).isZero();
    assertThat(out()).contains("Migrated: 78", "W12 a live run would stop: permission denied");
    qa.change("REVOKE SELECT ON users FROM qa_reader");
    assertThat(tenants(qa, "migrate", "--dry-run")).isEqualTo(1);
    assertThat(out()).contains("TEN-027", "GRANT SELECT ON \"users\" TO qa_reader");
    qa.change("ALTER TABLE users ADD COLUMN tenant_id varchar");
    assertThat(tenants(qa, "verify")).isEqualTo(1);
    assertThat(err()).contains("TEN-033", "permission denied for table users", "grant this user");
    qa.change("DROP OWNED BY qa_reader; DROP ROLE qa_reader");
  }

  @Test
  void whatTheErrorSaysIsEnough() {
    QaDatabase qa = asUser("qa_writer", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO qa_writer");
    assertThat(tenants(qa, "migrate")).isEqualTo(1);
    String error = out().lines().filter(line -> line.contains("TEN-027")).findFirst().orElseThrow();

    qa.change(
        error.substring(error.indexOf("let the owner say: ") + "let the owner say: ".length()));

    assertThat(tenants(qa, "migrate")).as(out()).isZero();
    assertThat(out()).contains("Migrated: 78");
    qa.change(
        "REASSIGN OWNED BY qa_writer TO postgres; DROP OWNED BY qa_writer; DROP ROLE qa_writer");
  }

  @Test
  void afterEnforceTheOwnerIsToldWhatToDoInsteadOfWrongFigures() {
    QaDatabase qa = asUser("qa_owner", "GRANT CREATE ON SCHEMA public TO qa_owner");
    TwoTenants.TABLES.forEach(
        table -> qa.change("ALTER TABLE %s OWNER TO qa_owner".formatted(table)));
    assertThat(tenants(qa, "migrate")).as(out()).isZero();
    assertThat(tenants(qa, "enforce", "--yes")).as(err()).isZero();

    for (List<String> command :
        List.of(
            List.of("migrate"),
            List.of("migrate", "--dry-run"),
            List.of("plan"),
            List.of("verify"),
            List.of("rollback", "--yes"),
            List.of("enforce", "--yes"))) {
      assertThat(tenants(qa, command.toArray(String[]::new))).as(command.toString()).isEqualTo(4);
      assertThat(out() + err())
          .as(command.toString())
          .contains("TEN-017 row level security hides rows of users", "from the user qa_owner")
          .contains("ALTER ROLE qa_owner BYPASSRLS", "`ztoq tenants enforce --undo`");
    }

    qa.change("ALTER ROLE qa_owner BYPASSRLS");
    assertThat(tenants(qa, "migrate")).isZero();
    assertThat(tenants(qa, "verify")).isZero();
    qa.change("ALTER ROLE qa_owner NOBYPASSRLS");
    assertThat(tenants(qa, "enforce", "--undo", "--yes")).as(err()).isZero();
    assertThat(tenants(qa, "rollback", "--yes")).isZero();
    qa.change("REASSIGN OWNED BY qa_owner TO postgres; DROP OWNED BY qa_owner; DROP ROLE qa_owner");
  }

  @Test
  void partitionedTablesGoTheWholeWay() throws IOException {
    QaDatabase qa = qa(Shape.LEGACY).rows(6);
    qa.change(
        """
        CREATE TABLE events (id integer, at date, suite_id integer NOT NULL REFERENCES test_suites(id), what text,
          PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        INSERT INTO events SELECT i, date '2025-10-01' + i, 1 + i % 6, 'x' FROM generate_series(1, 200) i;
        """);
    Path rules =
        Files.writeString(
            folder.resolve("events.yaml"),
            Files.readString(Path.of(System.getProperty("project.dir", "."), "config/tenants.yaml"))
                .replace("tables:  ", "tables:\n  events: {follow: suite_id}\n  #"));

    assertThat(ruled(qa, rules, "migrate")).as(out()).isZero();
    assertThat(out()).contains("events: 200 total, 200 migrated, 0 failed");
    assertThat(ruled(qa, rules, "verify")).as(out()).isZero();
    assertThat(ruled(qa, rules, "enforce", "--yes")).as(err()).isZero();
    assertThat(ruled(qa, rules, "enforce", "--yes")).isZero();
    assertThat(out()).contains("nothing to do");
    assertThat(qa.rows("SELECT conname FROM pg_constraint WHERE conrelid = 'events'::regclass"))
        .contains("events_tenant_id_fkey", "events_tenant_id_suite_id_fkey");
    qa.change(
        "DROP ROLE IF EXISTS qa_part; CREATE ROLE qa_part; GRANT USAGE ON SCHEMA public TO qa_part");
    qa.change("GRANT SELECT ON ALL TABLES IN SCHEMA public TO qa_part");
    assertThat(ruled(qa, rules, "prove", "--role", "qa_part")).isEqualTo(1);
    assertThat(out()).contains("LEAK  events_2025", "LEAK  events_2026");
    qa.change("DROP OWNED BY qa_part; DROP ROLE qa_part");
    assertThat(ruled(qa, rules, "enforce", "--undo", "--yes")).as(err()).isZero();
    assertThat(ruled(qa, rules, "rollback", "--yes")).as(err()).isZero();
    assertThat(qa.number("SELECT count(*) FROM events WHERE tenant_id IS NOT NULL")).isZero();
  }

  private int ruled(QaDatabase qa, Path rules, String... arguments) {
    return tenants(
        qa,
        Stream.concat(Stream.of(arguments), Stream.of("--rules", rules.toString()))
            .toArray(String[]::new));
  }

  @Test
  void aServerThatIsNotThereIsNoFindingOfTheRun() {
    for (String command : List.of("migrate", "plan", "verify", "prove", "pause")) {
      assertThat(tenants("jdbc:postgresql://localhost:1/none", command)).as(command).isEqualTo(3);
      assertThat(out() + err()).contains("TEN-001 cannot open the database");
    }
  }

  @Test
  void parametersOfTheGuidesVariableAreNotLost() {
    environment.put("DATABASE_URL", "postgresql://u:p@localhost:1/qa?sslmode=require&wonder=1");
    assertThat(withoutUrl("plan")).isEqualTo(2);
    assertThat(err())
        .contains("CLI-020", "its parameter 'wonder' is not known")
        .doesNotContain(":p@");

    environment.put("DATABASE_URL", "postgresql://u:p@localhost:1/qa?sslmode=nonsense");
    assertThat(withoutUrl("plan")).isEqualTo(3);
    assertThat(err()).contains("Invalid sslmode value: nonsense");
  }
}
