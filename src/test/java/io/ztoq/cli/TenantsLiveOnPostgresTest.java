package io.ztoq.cli;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.tenancy.TenantDatabase;

/** A migration under way on PostgreSQL. */
class TenantsLiveOnPostgresTest extends TenantsLiveContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }
}
