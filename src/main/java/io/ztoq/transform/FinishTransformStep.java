package io.ztoq.transform;

import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Declares what the transform did not plan as gone, after its last page. */
public final class FinishTransformStep {

  private final Transform transform;

  public FinishTransformStep(Transform transform) {
    this.transform = transform;
  }

  @Handler
  public void finish(@Variable("transform") TransformState state) {
    transform.finish(state);
  }
}
