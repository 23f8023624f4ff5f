package io.ztoq.settings;

import java.nio.file.Path;

/** Area {@code logging}. */
public record LoggingSettings(
    @Key(value = "DEBUG, INFO, WARNING, ERROR or CRITICAL", byDefault = "INFO") Level level,
    @Key(value = "Log file", byDefault = "ztoq-migration.log") Path file) {

  /** The words of the workflow guide. */
  public enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL
  }
}
