package io.ztoq.watch;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Live figures of one run.
 *
 * @param losses written down so far
 * @param rejectGroups unresolved rejects by code and cause
 */
public record RunFigures(
    String runId,
    Supplier<Progress> progress,
    LongSupplier losses,
    Supplier<Map<String, Long>> rejectGroups)
    implements RunMXBean {

  @Override
  public String getRunId() {
    return runId;
  }

  @Override
  public String getPhase() {
    return progress.get().phase();
  }

  @Override
  public long getDone() {
    return progress.get().done();
  }

  @Override
  public long getTotal() {
    return progress.get().total();
  }

  @Override
  public long getRejects() {
    return progress.get().rejects();
  }

  @Override
  public long getLosses() {
    return losses.getAsLong();
  }

  @Override
  public Map<String, Long> getRejectGroups() {
    return rejectGroups.get();
  }
}
