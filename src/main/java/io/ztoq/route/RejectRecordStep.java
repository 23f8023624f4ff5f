package io.ztoq.route;

import io.ztoq.failure.RecordRejected;
import io.ztoq.store.RejectedRecords;
import io.ztoq.store.Rejection;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a record that cannot go on into {@code rejected_record}; the only way there from a route.
 */
public final class RejectRecordStep {

  private static final Logger LOG = LoggerFactory.getLogger(RejectRecordStep.class);

  private final RejectedRecords rejected;

  public RejectRecordStep(RejectedRecords rejected) {
    this.rejected = rejected;
  }

  /**
   * Variables say which record; {@code problem} is any exception with a {@link RecordRejected} in
   * its causes.
   */
  @Handler
  public void reject(
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable problem,
      @Variable(RunVariables.PROJECT_KEY) String projectKey,
      @Variable(RunVariables.RUN_ID) String runId,
      @Variable(RunVariables.FLOW) String flow,
      @Variable(RunVariables.KIND) String kind,
      @Variable(RunVariables.SOURCE_KEY) String sourceKey) {
    RecordRejected why = rejection(problem);
    rejected.add(Rejection.of(why, projectKey, flow, kind, sourceKey, runId));
    LOG.atWarn()
        .addKeyValue("sourceKey", sourceKey)
        .addKeyValue("code", why.code())
        .log("record rejected");
  }

  private static RecordRejected rejection(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordRejected found) {
        return found;
      }
    }
    throw new IllegalStateException(
        "direct:reject-record was called without a RecordRejected", problem);
  }
}
