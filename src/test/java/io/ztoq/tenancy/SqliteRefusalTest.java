package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Rows that cannot be changed on SQLite. */
class SqliteRefusalTest extends RefusalContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }
}
