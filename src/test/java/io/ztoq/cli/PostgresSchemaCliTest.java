package io.ztoq.cli;

import io.ztoq.fixture.Postgres;
import io.ztoq.store.StoreLocation;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** With the variables of the guide. */
class PostgresSchemaCliTest extends SchemaCliContract {

  private final StoreLocation location = Postgres.newDatabase();

  @BeforeEach
  void theVariablesOfTheGuide() {
    URI uri = URI.create(location.jdbcUrl().substring("jdbc:".length()));
    environment.put("POSTGRES_HOST", uri.getHost());
    environment.put("POSTGRES_PORT", Integer.toString(uri.getPort()));
    environment.put("POSTGRES_DATABASE", uri.getPath().substring(1));
    environment.put("POSTGRES_USER", location.user());
    environment.put("POSTGRES_PASSWORD", "hunter2");
  }

  @Override
  List<String> database() {
    return List.of();
  }

  @Override
  String jdbcUrl() {
    return location.jdbcUrl() + "?user=" + location.user();
  }
}
