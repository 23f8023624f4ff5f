package io.ztoq.cli;

import io.ztoq.watch.ProgressView;
import java.io.Console;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command has around it.
 *
 * @param environment variables by name
 * @param out results
 * @param err progress, warnings and failures
 * @param progress where long work shows how far it is
 * @param terminal whether somebody watches
 * @param asking who answers questions, null where nobody can
 */
public record Surroundings(
    Map<String, String> environment,
    PrintWriter out,
    PrintWriter err,
    PrintStream progress,
    boolean terminal,
    @Nullable Asking asking) {

  /** Puts a question to somebody. */
  public interface Asking {

    /** The answer as it was typed, null when there is none. */
    @Nullable String answer(String question);
  }

  /** Surroundings that show no progress, and in which nobody can be asked. */
  public Surroundings(
      Map<String, String> environment, PrintWriter out, PrintWriter err, boolean terminal) {
    this(
        environment,
        out,
        err,
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        terminal);
  }

  /** Surroundings in which nobody can be asked. */
  public Surroundings(
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      PrintStream progress,
      boolean terminal) {
    this(environment, out, err, progress, terminal, null);
  }

  /** Of this process; texts are UTF-8. */
  public static Surroundings ofProcess() {
    boolean terminal = ProgressView.onTerminal();
    Console console = terminal ? System.console() : null;
    return new Surroundings(
        System.getenv(),
        utf8(System.out),
        utf8(System.err),
        System.err,
        terminal,
        console == null ? null : question -> console.readLine("%s", question));
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
