package io.ztoq.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Java process of the benchmark. */
final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;

  private Child(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts a main class of the benchmark on the class path of the tests. */
  static Child main(Class<?> type, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(), "-Xmx4g", "-cp", System.getProperty("java.class.path"), type.getName()));
    command.addAll(List.of(args));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Starts the jar with the options of the launcher {@code ztoq}, a heap limit and in a folder. */
  static Child jar(
      Path jar, String heap, Path folder, Map<String, String> environment, List<String> args)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(java(), "-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dztoq.home=" + jar.toAbsolutePath().getParent().getParent());
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Child(builder.start());
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  @Nullable String line() throws IOException {
    return out.readLine();
  }

  /** Sends a command and waits for the answer, one line. */
  String ask(String command) throws IOException {
    in.println(command);
    return out.readLine();
  }

  /** Everything it printed until it ended. */
  String rest() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      all.append(line).append('\n');
    }
    return all.toString();
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
