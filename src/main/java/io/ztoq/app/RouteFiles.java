package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds what is wrong with route files and says where. */
final class RouteFiles {

  private static final Pattern LINE = Pattern.compile("(?:line|:)\\s*(\\d+)");

  private static final Pattern FILE = Pattern.compile("[^\\s:]*\\.camel\\.yaml(?::\\d+)?");

  private RouteFiles() {}

  /**
   * Camel loads nothing, without a word, from a file that is not a list; so that is looked for
   * first.
   *
   * @throws RunStopped (CFG-020, exit code 2)
   */
  static void check(Path folder) {
    for (Path file : files(folder)) {
      check1(file);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
    } catch (IOException | UncheckedIOException problem) {
      throw wrong("the routes folder %s cannot be read".formatted(folder), problem);
    }
  }

  private static void check1(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      if (!(root instanceof SequenceNode)) {
        throw wrong(
            "%s:1 holds no list of routes; each route begins with '- route:'".formatted(file),
            null);
      }
    } catch (MarkedYAMLException problem) {
      int line = problem.getProblemMark() == null ? 1 : problem.getProblemMark().getLine() + 1;
      throw wrong("%s:%d is not YAML: %s".formatted(file, line, problem.getProblem()), problem);
    } catch (IOException problem) {
      throw wrong("%s cannot be read: %s".formatted(file, problem.getMessage()), problem);
    }
  }

  /**
   * Says in one line what Camel found, with file and line: those that it names, else those of what
   * it quotes.
   *
   * @param folder with the route files
   */
  static RunStopped problem(Throwable problem, Path folder) {
    String place = null;
    Throwable last = problem;
    StringBuilder said = new StringBuilder();
    for (Throwable one = problem; one != null; one = one.getCause()) {
      last = one;
      said.append(one.getMessage()).append('\n');
      place = place == null ? place(String.valueOf(one.getMessage())) : place;
    }
    if (place == null) {
      place = QuotedPlace.find(files(folder), said.toString(), String.valueOf(last.getMessage()));
    }
    String what = String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
    return wrong("%s: %s".formatted(place == null ? "a route" : place, what), problem);
  }

  private static @Nullable String place(String message) {
    Matcher file = FILE.matcher(message);
    if (!file.find()) {
      return null;
    }
    Matcher line = LINE.matcher(message.substring(file.end()));
    return file.group().matches(".*:\\d+") || !line.find()
        ? file.group()
        : file.group() + ":" + line.group(1);
  }

  private static RunStopped wrong(String what, @Nullable Throwable cause) {
    return new RunStopped(
        ExitCode.USAGE, "CFG-020", what + "; correct the file, nothing was sent", cause);
  }
}
