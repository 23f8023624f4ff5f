package io.ztoq.tenancy;

/** Shows a migration to JMX consoles. */
public final class TenantFigures implements TenantsMXBean {

  private final TenantMigration migration;

  public TenantFigures(TenantMigration migration) {
    this.migration = migration;
  }

  @Override
  public int getRunId() {
    return migration.progress().runId();
  }

  @Override
  public String getTable() {
    return migration.progress().table();
  }

  @Override
  public long getDone() {
    return migration.progress().done();
  }

  @Override
  public long getTotal() {
    return migration.progress().total();
  }

  @Override
  public long getFailed() {
    return migration.progress().failed();
  }

  @Override
  public long getQuarantined() {
    return migration.progress().quarantined();
  }

  @Override
  public int getBatchSize() {
    return migration.progress().batchSize();
  }

  @Override
  public int getBatches() {
    return migration.progress().batches();
  }

  @Override
  public double getLockMsP99() {
    return migration.progress().lockMsP99();
  }

  @Override
  public boolean isPaused() {
    return migration.progress().paused();
  }

  @Override
  public void pause() {
    migration.pause(true);
  }

  @Override
  public void resume() {
    migration.pause(false);
  }
}
