package io.ztoq.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.schema.SchemaDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Giving tenants on PostgreSQL. */
class PostgresMigrationTest extends MigrationContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }

  @Test
  void theApplicationThatWritesRowsWithoutATenantIsNamed() throws SQLException {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.HALF).rows(5);
    SchemaDatabase where = qa.database().where();
    String url =
        where.url() + (where.url().contains("?") ? "&" : "?") + "ApplicationName=qa-backend";
    try (Connection application =
        DriverManager.getConnection(url, where.user(), where.password())) {
      boolean[] came = {false};

      MigrationReport report =
          new Driver(qa.database(), folder)
              .afterTable(
                  () -> {
                    if (!came[0]) {
                      came[0] = true;
                      insert(application);
                    }
                  })
              .live();

      assertThat(report.warnings())
          .singleElement()
          .asString()
          .contains("W11 1 row of test_suites", "'qa-backend' (user postgres");
    }
  }

  private static void insert(Connection application) {
    try (Statement statement = application.createStatement()) {
      statement.execute("INSERT INTO test_suites (name, created_by) VALUES ('late', 1)");
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @Test
  void rowsThatRowLevelSecurityHidesStopTheRunBeforeItBegins() {
    QaDatabase qa = new QaDatabase(newDatabase(), Shape.NEW).rows(5);
    qa.change("DROP ROLE IF EXISTS qa_weak");
    qa.change("CREATE ROLE qa_weak LOGIN PASSWORD 'x'");
    qa.change(
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO qa_weak; GRANT CREATE ON SCHEMA public TO qa_weak");
    qa.change("ALTER TABLE users ENABLE ROW LEVEL SECURITY");
    qa.change("CREATE POLICY half ON users USING (id < 3)");
    TenantDatabase weak =
        new TenantDatabase(new SchemaDatabase(qa.database().where().url(), "qa_weak", "x"));

    MigrationReport report = new Driver(weak, folder).live();

    assertThat(report.errors())
        .singleElement()
        .asString()
        .startsWith("TEN-017 row level security hides rows of users from the user qa_weak");
    assertThat(qa.number("SELECT count(*) FROM users WHERE tenant_id IS NULL")).isEqualTo(5);
    assertThat(new Driver(qa.database(), folder).live().status()).isEqualTo("completed");
    qa.change("DROP OWNED BY qa_weak; DROP ROLE qa_weak");
  }
}
