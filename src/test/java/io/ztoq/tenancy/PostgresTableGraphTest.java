package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** The catalogue of PostgreSQL. */
class PostgresTableGraphTest extends TableGraphContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }
}
