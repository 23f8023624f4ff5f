package io.ztoq.tenancy.isolation;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.tenancy.TenantDatabase;

/** Enforcing tenants on PostgreSQL. */
class PostgresEnforcementTest extends EnforcementContract {

  @Override
  TenantDatabase newDatabase() {
    return QaDatabase.postgres();
  }
}
