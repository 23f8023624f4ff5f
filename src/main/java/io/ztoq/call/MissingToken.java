package io.ztoq.call;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;

/** Stands in for a system that the settings say nothing about; only a call to it is a fault. */
public final class MissingToken implements Token {

  private final RemoteSystem system;
  private final String whereFrom;

  /**
   * @param whereFrom the settings to give, for messages
   */
  public MissingToken(RemoteSystem system, String whereFrom) {
    this.system = system;
    this.whereFrom = whereFrom;
  }

  @Override
  public String authorization() {
    throw new RunStopped(
        ExitCode.USAGE,
        system.code(405),
        "%s was to be called, but the settings do not say how; give %s"
            .formatted(system.title(), whereFrom));
  }

  @Override
  public boolean renew(String refused) {
    return false;
  }

  @Override
  public String whereFrom() {
    return whereFrom;
  }
}
