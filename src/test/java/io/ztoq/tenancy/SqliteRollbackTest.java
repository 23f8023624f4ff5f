package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** Taking tenants back on SQLite. */
class SqliteRollbackTest extends RollbackContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }
}
