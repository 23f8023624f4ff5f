package io.ztoq.tenancy;

/** A migration of tenants in a JMX console: {@code io.ztoq:type=Tenants,name=migrate}. */
public interface TenantsMXBean {

  /** 0 before it has one, and in a dry run. */
  int getRunId();

  /** The table under way. */
  String getTable();

  /** Rows that were decided. */
  long getDone();

  /** Rows without a tenant of the tables that were begun. */
  long getTotal();

  long getFailed();

  long getQuarantined();

  /** Rows of the next batch. */
  int getBatchSize();

  /** Batches of this process. */
  int getBatches();

  /** Milliseconds that 99 of 100 batches did not exceed. */
  double getLockMsP99();

  /** Whether it waits. */
  boolean isPaused();

  /** Lets it wait before its next batch. */
  void pause();

  /** Lets it go on. */
  void resume();
}
