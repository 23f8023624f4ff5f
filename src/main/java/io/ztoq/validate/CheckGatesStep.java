package io.ztoq.validate;

import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Checks the rules of config/validation for the phase that just ended. */
public final class CheckGatesStep {

  private final Gates gates;

  public CheckGatesStep(Gates gates) {
    this.gates = gates;
  }

  /**
   * @param phase extract, transform, load or validate
   * @return number of offending rows
   */
  @Handler
  public long check(@Variable("phase") String phase) {
    return gates.check(phase);
  }
}
