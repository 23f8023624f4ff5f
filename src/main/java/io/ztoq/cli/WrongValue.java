package io.ztoq.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says in our words what the parser does not like about the value of an option. */
final class WrongValue {

  private WrongValue() {}

  static String of(ParameterException problem, String[] args) {
    if (problem instanceof MissingParameterException missing
        && missing.getMissing().size() == 1
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      return "CLI-001 %s needs a value: %s".formatted(name(option, args), option.paramLabel());
    }
    if (problem.getArgSpec() instanceof OptionSpec option && problem.getValue() != null) {
      return "CLI-001 %s: '%s' %s".formatted(name(option, args), problem.getValue(), rule(option));
    }
    return "CLI-001 " + problem.getMessage();
  }

  /** As it was written, since an option may have several names. */
  private static String name(OptionSpec option, String[] args) {
    List<String> names = List.of(option.names());
    return Arrays.stream(args)
        .map(one -> one.split("=", 2)[0])
        .filter(names::contains)
        .findFirst()
        .orElse(option.longestName());
  }

  private static String rule(ArgSpec option) {
    Class<?> type = option.type();
    if (type.isEnum()) {
      return "is none of "
          + Arrays.stream(type.getEnumConstants())
              .map(one -> ((Enum<?>) one).name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == long.class) {
      return "is not a whole number";
    }
    return Map.class.isAssignableFrom(type)
        ? "is not of the form " + option.paramLabel()
        : "is not a " + option.paramLabel();
  }
}
