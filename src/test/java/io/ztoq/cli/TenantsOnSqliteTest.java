package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.tenancy.TenantDatabase;
import org.junit.jupiter.api.Test;

/** The commands on SQLite. */
class TenantsOnSqliteTest extends TenantsFlowContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }

  @Test
  void withoutADatabaseEveryWayToNameOneIsTold() {
    assertThat(withoutUrl("plan")).isEqualTo(2);
    assertThat(err()).contains("CLI-020", "POSTGRES_HOST", "DATABASE_URL=postgresql://", "--url");
  }
}
