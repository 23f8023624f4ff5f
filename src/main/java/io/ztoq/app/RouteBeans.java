package io.ztoq.app;

import io.ztoq.route.RejectRecordStep;
import io.ztoq.route.RetryTransientFailures;
import io.ztoq.route.Workers;
import io.ztoq.store.RejectedRecords;
import io.ztoq.store.Store;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.RoutesBuilder;

/** Beans and Java routes that every flow shares: workers, dead letters, retry. */
public final class RouteBeans implements AutoCloseable {

  private final Workers workers;
  private final RejectedRecords rejected;

  public RouteBeans(Store store, int workers, Clock clock) {
    this.workers = new Workers(workers);
    this.rejected = new RejectedRecords(store, clock);
  }

  /** By the names that the routes use. */
  public Map<String, Object> beans() {
    return Map.of("ztoqWorkers", workers, "rejectRecord", new RejectRecordStep(rejected));
  }

  /** To be added before the YAML routes, which name it. */
  public RoutesBuilder routes() {
    return new RetryTransientFailures();
  }

  /** Lets the workers finish what they have. */
  @Override
  public void close() {
    workers.shutdown();
  }
}
