package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.Handler;
import org.jspecify.annotations.Nullable;

/** Starts a migration of tenants and waits for its end; one under way is left alone. */
public final class ScheduledTenantsStep implements AutoCloseable {

  private final @Nullable TenantSchedule schedule;
  private final BooleanSupplier stop;
  private final Consumer<String> told;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile boolean isClosed;

  ScheduledTenantsStep(
      @Nullable TenantSchedule schedule, BooleanSupplier stop, Consumer<String> told) {
    this.schedule = schedule;
    this.stop = stop;
    this.told = told;
  }

  /** Returns the exit code of the migration; 4 when another one is under way. */
  @Handler
  public int start() {
    TenantSchedule asked = schedule;
    if (asked == null || isClosed || stop.getAsBoolean()) {
      return ExitCode.STOPPED.status();
    }
    if (!oneAtATime.tryLock()) {
      return ExitCode.CONFLICT.status();
    }
    try {
      TenantsApp.Result result = new TenantsApp(asked.request(), stop, Watcher.SILENT).run();
      told.accept(
          "the scheduled migration of tenants ended, exit code %d: %d of %d rows got their tenant%s"
              .formatted(
                  result.exitCode().status(),
                  result.report().migrated(),
                  result.report().total(),
                  result.report().errors().stream()
                      .findFirst()
                      .map(error -> "; " + error)
                      .orElse("")));
      return result.exitCode().status();
    } catch (Failure refused) {
      told.accept("the scheduled migration of tenants could not begin: " + refused.line());
      return Outcome.of(refused).exitCode().status();
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Waits for the end of the migration under way. */
  @Override
  public void close() {
    oneAtATime.lock();
    try {
      isClosed = true;
    } finally {
      oneAtATime.unlock();
    }
  }
}
