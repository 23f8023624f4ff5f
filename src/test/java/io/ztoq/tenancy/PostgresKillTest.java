package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Killed migrations on PostgreSQL. */
class PostgresKillTest extends KillContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }
}
