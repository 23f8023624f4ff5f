package io.ztoq.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ztoq.sandbox.CallWatcher;
import io.ztoq.sandbox.Sandbox;
import io.ztoq.sandbox.SandboxOptions;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.qtest.QTestRules;
import io.ztoq.sandbox.sample.Size;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The sandbox in a process of its own, with a recorder. Arguments: size, seed, requests per second
 * (both sides), latency in ms, bytes of the largest file. Commands on standard input: {@code record
 * FILE}, {@code counts}, {@code clear}, {@code restart} (empty and at new addresses, but in a warm
 * process), {@code quit}.
 */
final class BenchSandbox {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchSandbox() {}

  public static void main(String[] args) throws IOException {
    int rate = Integer.parseInt(args[2]);
    SandboxOptions options =
        SandboxOptions.defaults()
            .withSize(Size.valueOf(args[0].toUpperCase(Locale.ROOT)))
            .withSeed(Long.parseLong(args[1]))
            .withRates(rate, rate)
            .withLatency(Duration.ofMillis(Long.parseLong(args[3])))
            .withLargestFile(Long.parseLong(args[4]))
            .withQTest(acceptingFilesOf(Long.parseLong(args[4])));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean again = true;
    while (again) {
      try (Sandbox sandbox = Sandbox.start(options)) {
        System.out.println(JSON.writeValueAsString(address(sandbox)));
        again = obey(sandbox, commands);
      }
    }
    System.exit(0);
  }

  private static Map<String, Object> address(Sandbox sandbox) {
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("zephyrUrl", sandbox.zephyrUrl().toString());
    ready.put("qtestUrl", sandbox.qtestUrl().toString());
    ready.put("zephyrToken", sandbox.zephyrToken());
    ready.put("qtestToken", sandbox.qtestToken());
    ready.put("projectKey", sandbox.projectKey());
    ready.put("qtestProjectId", sandbox.qtestProjectId());
    return ready;
  }

  private static QTestRules acceptingFilesOf(long bytes) {
    QTestRules usual = QTestRules.DEFAULT;
    return new QTestRules(
        usual.searchDelay(),
        usual.listDelay(),
        usual.pageCap(),
        usual.omittedPartsVanish(),
        usual.callStepsListed(),
        Math.max(usual.attachmentLimit(), bytes),
        usual.offset());
  }

  /** Whether another one shall be started. */
  private static boolean obey(Sandbox sandbox, BufferedReader commands) throws IOException {
    for (String line = commands.readLine();
        line != null && !line.equals("quit");
        line = commands.readLine()) {
      if (line.equals("restart")) {
        return true;
      }
      if (line.startsWith("record ")) {
        sandbox.watch(new Recorder(Path.of(line.substring("record ".length()))));
      } else if (line.equals("clear")) {
        sandbox.requests().clear();
      }
      System.out.println(JSON.writeValueAsString(sandbox.requests().all()));
    }
    return false;
  }

  /** One line of JSON per call: side, method, url, headers that matter, body in Base64. */
  private record Recorder(BufferedWriter file) implements CallWatcher {

    Recorder(Path path) throws IOException {
      this(Files.newBufferedWriter(path));
    }

    @Override
    public void arrived(Side side, Call call) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("side", side.name());
      line.put("method", call.method());
      line.put("url", url(call));
      line.put("type", call.header("Content-Type"));
      line.put("name", call.header("File-Name"));
      line.put("body", Base64.getEncoder().encodeToString(call.body()));
      try {
        synchronized (file) {
          file.write(JSON.writeValueAsString(line));
          file.newLine();
          file.flush();
        }
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }

    @Override
    public void answered(Side side, Call call, Reply reply) {
      // what was asked is enough
    }

    private static String url(Call call) {
      StringBuilder url = new StringBuilder(call.path());
      char sign = '?';
      for (String name : call.queryNames()) {
        url.append(sign).append(name).append('=');
        url.append(java.net.URLEncoder.encode(call.query(name), StandardCharsets.UTF_8));
        sign = '&';
      }
      return url.toString();
    }
  }
}
