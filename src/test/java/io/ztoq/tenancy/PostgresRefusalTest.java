package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Rows that cannot be changed on PostgreSQL. */
class PostgresRefusalTest extends RefusalContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }
}
