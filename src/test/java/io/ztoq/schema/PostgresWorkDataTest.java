package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.fixture.Postgres;
import io.ztoq.store.StoreLocation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class PostgresWorkDataTest extends WorkDataContract {

  private StoreLocation location;

  @Override
  String vendor() {
    return "postgresql";
  }

  @Override
  LiveCatalogue catalogue() {
    return new PostgresCatalogue();
  }

  /** The session that applies is far from UTC, so that a local time would be seen. */
  @Override
  Flyway newDatabase() {
    location = Postgres.newDatabase();
    return flyway(
        location.jdbcUrl(), location.user(), location.password(), "SET TIME ZONE 'Asia/Tokyo'");
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(location.jdbcUrl(), location.user(), location.password());
  }

  @Override
  Instant momentOf(Connection connection, String column) throws SQLException {
    String seconds =
        Rows.one(connection, "SELECT floor(extract(epoch FROM " + column + ")) FROM clients");
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  @Test
  void aRollbackStopsAtAViewOfSomebodyElse() throws Exception {
    execute("CREATE VIEW open_issues AS SELECT * FROM issues WHERE completed IS NULL");
    List<String> objects = catalogue().objects(connection());

    assertThatThrownBy(this::rollback).hasMessageContaining("open_issues");

    assertThat(catalogue().objects(connection())).isEqualTo(objects);
  }
}
