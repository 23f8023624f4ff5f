package io.ztoq.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.CamelProperties;
import io.ztoq.settings.LoggingSettings;
import io.ztoq.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to the file of the settings, and warnings of ztoq itself to the console as well,
 * one line each.
 */
public final class LogSetup {

  private static final String IN_FILE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%thread] %logger{30} %msg%n";

  private static final String ON_CONSOLE = "%level: %msg%nopex%n";

  private LogSetup() {}

  /**
   * @throws RunStopped (CFG-031, exit code 2) when the log file cannot be written
   */
  public static void configure(Settings settings) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    Path file = settings.logging().file();
    touch(file);
    Set<String> secrets = CamelProperties.secrets(settings);
    context.reset();
    FileAppender<ILoggingEvent> toFile = new FileAppender<>();
    toFile.setFile(file.toString());
    ConsoleAppender<ILoggingEvent> toConsole = new ConsoleAppender<>();
    toConsole.setTarget("System.err");
    ThresholdFilter warnings = new ThresholdFilter();
    warnings.setLevel("WARN");
    warnings.start();
    toConsole.addFilter(warnings);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    Logger ours = context.getLogger("io.ztoq");
    root.addAppender(started(context, toFile, IN_FILE, secrets));
    ours.addAppender(started(context, toConsole, ON_CONSOLE, secrets));
    Level level = level(settings.logging().level());
    root.setLevel(level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO);
    ours.setLevel(level);
    context.getLogger("org.apache.camel").setLevel(level);
    // failures travel to the end of the run as exceptions; Camel would add 7 KB of log for each on
    // its way
    context.getLogger("org.apache.camel.processor.errorhandler").setLevel(Level.OFF);
    context.getLogger("org.apache.hc").setLevel(Level.WARN);
    context.getLogger("org.flywaydb").setLevel(Level.WARN);
    context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
  }

  private static void touch(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException problem) {
      throw new RunStopped(
          ExitCode.USAGE,
          "CFG-031",
          "cannot write the log file %s: %s; name another with 'file' under 'logging:' or LOGGING_FILE"
              .formatted(file, problem.getMessage()),
          problem);
    }
  }

  private static Appender<ILoggingEvent> started(
      LoggerContext context,
      OutputStreamAppender<ILoggingEvent> appender,
      String pattern,
      Set<String> secrets) {
    Redacting layout = new Redacting(secrets);
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static Level level(LoggingSettings.Level word) {
    return switch (word) {
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case ERROR, CRITICAL -> Level.ERROR;
    };
  }

  /**
   * The last line of defence: a secret that some library logs is replaced, in messages and stack
   * traces.
   */
  private static final class Redacting extends PatternLayout {

    private final Set<String> secrets;

    Redacting(Set<String> secrets) {
      this.secrets = secrets;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
      String line = super.doLayout(event);
      for (String secret : secrets) {
        line = line.replace(secret, "***");
      }
      return line;
    }
  }
}
