package io.ztoq.cli;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.tenancy.TenantDatabase;

/** The commands on SQLite. */
class TenantsOnSqliteTest extends TenantsFlowContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }
}
