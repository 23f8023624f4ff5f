package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Killed migrations on SQLite. */
class SqliteKillTest extends KillContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }
}
