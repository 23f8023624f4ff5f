package io.ztoq.transform;

import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Looks over the project once before its pages are transformed. */
public final class StartTransformStep {

  private final Transform transform;

  public StartTransformStep(Transform transform) {
    this.transform = transform;
  }

  /**
   * @throws io.ztoq.failure.RunStopped (TRF-010) when the project was not extracted
   */
  @Handler
  public TransformState start(@Variable("runId") String runId) {
    return transform.start(runId);
  }
}
