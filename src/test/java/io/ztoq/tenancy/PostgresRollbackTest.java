package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Taking tenants back on PostgreSQL. */
class PostgresRollbackTest extends RollbackContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }
}
