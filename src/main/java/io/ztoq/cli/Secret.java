package io.ztoq.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A secret that an option refers to. The option never holds it: arguments are visible to everybody
 * on the machine.
 *
 * @param value never shown
 */
record Secret(String value) {

  @Override
  public String toString() {
    return "***";
  }

  /** Reads {@code env:NAME} and {@code file:PATH}; refuses anything else without repeating it. */
  static final class Reference implements ITypeConverter<Secret> {

    private final Map<String, String> environment;

    Reference(Surroundings surroundings) {
      this.environment = surroundings.environment();
    }

    @Override
    public Secret convert(String text) {
      if (text.startsWith("env:")) {
        return fromEnvironment(text.substring(4));
      } else if (text.startsWith("file:")) {
        return fromFile(Path.of(text.substring(5)));
      }
      throw new TypeConversionException(
          "CLI-002 a secret is not taken as an argument, since others can read the command line of a process; "
              + "write env:NAME (an environment variable) or file:PATH (a file), or put it into config.yaml");
    }

    private Secret fromEnvironment(String name) {
      String value = environment.getOrDefault(name, "");
      if (value.isBlank()) {
        throw new TypeConversionException(
            "CLI-003 the environment variable %s is not set or empty".formatted(name));
      }
      return new Secret(value);
    }

    private static Secret fromFile(Path file) {
      try {
        String value = Files.readString(file).strip();
        if (value.isEmpty()) {
          throw new TypeConversionException("CLI-003 the file %s is empty".formatted(file));
        }
        return new Secret(value);
      } catch (IOException problem) {
        throw new TypeConversionException("CLI-003 cannot read the file %s".formatted(file));
      }
    }
  }
}
