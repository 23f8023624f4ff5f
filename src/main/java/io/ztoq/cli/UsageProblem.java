package io.ztoq.cli;

import io.ztoq.failure.ExitCode;
import io.ztoq.settings.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with the arguments and what was probably meant. Values of unknown options are
 * never repeated: one of them may be a token behind a mistyped option.
 */
final class UsageProblem implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (problem instanceof UnmatchedArgumentException unmatched) {
      err.println(unknown(unmatched, command, name));
    } else {
      String own = String.valueOf(problem.getMessage());
      err.println(own.contains("CLI-") ? codeFirst(own) : WrongValue.of(problem, args));
    }
    err.println("`%s --help` shows what there is".formatted(name));
    err.flush();
    return ExitCode.USAGE.status();
  }

  /** The code may stand behind what the parser put before it. */
  private static String codeFirst(String message) {
    int code = message.indexOf("CLI-");
    String after = message.substring(code);
    return code == 0
        ? after
        : after.substring(0, 7) + " " + message.substring(0, code) + after.substring(8);
  }

  private static String unknown(
      UnmatchedArgumentException problem, CommandLine command, String name) {
    boolean wordFirst =
        !command.getSubcommands().isEmpty() && !problem.getUnmatched().get(0).startsWith("-");
    Optional<String> option =
        (wordFirst ? List.<String>of() : problem.getUnmatched())
            .stream().filter(one -> one.startsWith("-")).findFirst().map(UsageProblem::bare);
    String word = option.orElseGet(() -> firstWord(problem, command));
    String near = near(word, command).map(one -> "; did you mean '" + one + "'?").orElse("");
    String kind = option.isPresent() ? "option" : "argument";
    return "CLI-001 %s has no %s '%s'%s".formatted(name, kind, word, near);
  }

  /** What stands here comes first, unless the very word is a command of another group. */
  private static Optional<String> near(String word, CommandLine command) {
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().forEach(one -> known.addAll(List.of(one.names())));
    Map<String, String> elsewhere = new LinkedHashMap<>();
    if (!command.getSubcommands().isEmpty()) {
      collect(command.getCommandSpec().root().commandLine(), elsewhere);
    }
    Optional<String> exact = Optional.ofNullable(elsewhere.get(word));
    return exact
        .or(() -> Nearest.to(word, known))
        .or(() -> Nearest.to(word, elsewhere.keySet()).map(elsewhere::get));
  }

  /** The commands of all groups, by their names alone. */
  private static void collect(CommandLine group, Map<String, String> found) {
    group
        .getSubcommands()
        .forEach(
            (name, command) -> {
              found.putIfAbsent(name, command.getCommandSpec().qualifiedName());
              collect(command, found);
            });
  }

  /** A stray word is shown only where a sub-command was due. */
  private static String firstWord(UnmatchedArgumentException problem, CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? "(not repeated here)"
        : problem.getUnmatched().get(0);
  }

  private static String bare(String option) {
    int end = option.indexOf('=');
    return end < 0 ? option : option.substring(0, end);
  }
}
