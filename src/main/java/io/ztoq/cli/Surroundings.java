package io.ztoq.cli;

import io.ztoq.watch.ProgressView;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command has around it.
 *
 * @param environment variables by name
 * @param out results
 * @param err progress, warnings and failures
 * @param progress where long work shows how far it is
 * @param terminal whether somebody watches
 */
public record Surroundings(
    Map<String, String> environment,
    PrintWriter out,
    PrintWriter err,
    PrintStream progress,
    boolean terminal) {

  /** Surroundings that show no progress. */
  public Surroundings(
      Map<String, String> environment, PrintWriter out, PrintWriter err, boolean terminal) {
    this(
        environment,
        out,
        err,
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        terminal);
  }

  /** Of this process; texts are UTF-8. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(), utf8(System.out), utf8(System.err), System.err, ProgressView.onTerminal());
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
