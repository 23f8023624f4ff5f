package io.ztoq.cli;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.tenancy.TenantDatabase;

/** A migration under way on SQLite. */
class TenantsLiveOnSqliteTest extends TenantsLiveContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }
}
