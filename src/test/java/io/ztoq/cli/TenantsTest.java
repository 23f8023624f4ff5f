package io.ztoq.cli;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import io.ztoq.tenancy.TenantDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Calls {@code ztoq tenants} and keeps what it said. */
abstract class TenantsTest {

  @TempDir Path folder;
  final Map<String, String> environment = new HashMap<>();
  private Ended last = new Ended(0, "", "", "");

  /** What a command said on its three streams. */
  record Ended(int code, String out, String err, String progress) {}

  abstract TenantDatabase newDatabase();

  final QaDatabase qa(Shape shape) {
    QaDatabase qa = new QaDatabase(newDatabase(), shape);
    environment.put("POSTGRES_USER", String.valueOf(qa.database().where().user()));
    environment.put("POSTGRES_PASSWORD", String.valueOf(qa.database().where().password()));
    return qa;
  }

  final int tenants(QaDatabase qa, String... arguments) {
    return tenants(qa.database().where().url(), arguments);
  }

  final int tenants(String url, String... arguments) {
    last = ended(url, arguments);
    return last.code();
  }

  final int withoutUrl(String... arguments) {
    last = run(List.of(arguments));
    return last.code();
  }

  /** May be called by another thread. */
  final Ended ended(String url, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--url", url));
    all.addAll(List.of(arguments));
    return run(all);
  }

  private Ended run(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("tenants"));
    all.addAll(List.of("--migrations", folder.resolve("migrations").toString()));
    all.addAll(arguments);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    int code =
        Cli.run(
            new Surroundings(
                Map.copyOf(environment),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new PrintStream(progress, true, StandardCharsets.UTF_8),
                false),
            all.toArray(String[]::new));
    return new Ended(
        code, out.toString(), err.toString(), progress.toString(StandardCharsets.UTF_8));
  }

  final String out() {
    return last.out();
  }

  final String err() {
    return last.err();
  }

  final String progress() {
    return last.progress();
  }
}
