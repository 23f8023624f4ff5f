package io.ztoq.tenancy;

import io.ztoq.fixture.QaDatabase;

/** The catalogue of SQLite. */
class SqliteTableGraphTest extends TableGraphContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.sqlite(folder);
  }
}
