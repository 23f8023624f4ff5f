package io.ztoq.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Silent until {@link LogSetup} has read the settings: help needs no log, and a command of a second
 * no reader of XML. Named in META-INF/services.
 */
public final class QuietLog extends ContextAwareBase implements Configurator {

  /** Where somebody wrote a configuration of Logback, it is the one that counts. */
  private static final String OF_TESTS = "logback-test.xml";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    boolean other =
        System.getProperty("logback.configurationFile") != null
            || ClassLoader.getSystemResource(OF_TESTS) != null;
    if (other) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
