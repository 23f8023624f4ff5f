package io.ztoq.watch;

import java.util.Map;

/** A run in a JMX console: {@code io.ztoq:type=Run,name=<run id>}. */
public interface RunMXBean {

  String getRunId();

  String getPhase();

  long getDone();

  long getTotal();

  /** Rejects of the current phase. */
  long getRejects();

  /** Losses written down so far. */
  long getLosses();

  /** Unresolved rejected records by code and cause. */
  Map<String, Long> getRejectGroups();
}
