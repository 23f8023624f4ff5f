package io.ztoq.tenancy.isolation;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.tenancy.TenantDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Enforcing tenants on SQLite. */
class SqliteEnforcementTest extends EnforcementContract {

  @Override
  TenantDatabase newDatabase() {
    try {
      Files.createDirectories(folder);
      return QaDatabase.sqlite(Files.createTempDirectory(folder, "db"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
