package io.ztoq.tenancy;

import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Actor;
import io.ztoq.tenancy.rule.TenantRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs a migration as the routes do, without Camel. */
final class Driver {

  static final Path SHIPPED =
      Path.of(System.getProperty("project.dir", "."), "config", "tenants.yaml");

  private final TenantDatabase database;
  private final Path folder;
  private Path rules = SHIPPED;
  private boolean newRun;
  private BooleanSupplier stop = () -> false;
  private Runnable afterBatch = () -> {};
  private Runnable afterTable = () -> {};
  private Consumer<String> told = line -> {};

  Driver(TenantDatabase database, Path folder) {
    this.database = database;
    this.folder = folder;
  }

  Driver rules(String yaml) {
    try {
      rules = folder.resolve("tenants.yaml");
      Files.writeString(rules, yaml);
      return this;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The file tenants.yaml that stands in the folder. */
  Driver givenRules() {
    rules = folder.resolve("tenants.yaml");
    return this;
  }

  Driver newRun() {
    newRun = true;
    return this;
  }

  Driver stop(BooleanSupplier asked) {
    stop = asked;
    return this;
  }

  Driver told(Consumer<String> listener) {
    told = listener;
    return this;
  }

  Driver afterBatch(Runnable action) {
    afterBatch = action;
    return this;
  }

  Driver afterTable(Runnable action) {
    afterTable = action;
    return this;
  }

  MigrationReport dry() {
    return run(true);
  }

  MigrationReport live() {
    return run(false);
  }

  private MigrationReport run(boolean dryRun) {
    TenantOptions options =
        new TenantOptions(
            dryRun, newRun, folder.resolve("migrations"), Actor.ofProcess("test"), told);
    try (TenantMigration migration =
        new TenantMigration(database, TenantRules.read(rules), options, stop)) {
      try {
        migration.begin();
        List<String> tables = migration.tables();
        while (!tables.isEmpty()) {
          tables.forEach(table -> fill(migration, table));
          afterTable.run();
          tables = migration.lateTables();
        }
        migration.end();
        return migration.report(null);
      } catch (RunStopped problem) {
        migration.interrupted();
        return migration.report(problem);
      }
    }
  }

  private void fill(TenantMigration migration, String table) {
    Batch batch = migration.beginTable(table);
    while (batch.hasMore()) {
      try {
        batch = migration.next(batch);
      } catch (RecordRejected refused) {
        batch = migration.reject(batch);
      }
      afterBatch.run();
    }
  }
}
