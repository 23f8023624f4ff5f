package io.ztoq.extract;

import io.ztoq.canonical.ExecutionStep;
import io.ztoq.extract.ObjectReader.Pages;
import io.ztoq.store.DetailRecords;
import io.ztoq.store.Due;
import io.ztoq.zephyr.ZephyrDetails;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrRequests;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Handler;

/**
 * Reads the step results of one execution; one without steps (of a plain or BDD case) may answer
 * 404 or 422.
 */
public final class ReadExecutionStepsStep {

  private final ExtractScope scope;
  private final ObjectReader reader;
  private final DetailRecords details;

  public ReadExecutionStepsStep(ExtractScope scope, ObjectReader reader, DetailRecords details) {
    this.scope = scope;
    this.reader = reader;
    this.details = details;
  }

  /**
   * @throws io.ztoq.failure.RecordRejected (EXT-022) when Zephyr does not show them
   */
  @Handler
  public void read(@Body Due due) {
    Pages pages = reader.pages(startAt -> ZephyrRequests.executionSteps(due.id(), startAt));
    if (!pages.ok() && !none(due, pages)) {
      throw ObjectReader.refused(due, pages.last());
    }
    List<ExecutionStep> steps = new ArrayList<>();
    for (ZephyrObject row : pages.rows()) {
      steps.add(ZephyrDetails.executionStep(steps.size() + 1, row));
    }
    details.executionSteps(new DetailRecords.Read(scope.get(), due, pages.payloads()), steps);
  }

  private boolean none(Due due, Pages pages) {
    if (!pages.rows().isEmpty()) {
      return false;
    }
    return pages.status() == 422
        || pages.status() == 404
            && reader.exists(ZephyrRequests.object(ZephyrList.TEST_EXECUTION, due.address()));
  }
}
