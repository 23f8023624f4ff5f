package io.ztoq.app;

import io.ztoq.run.Holder;
import io.ztoq.run.RunBook;
import io.ztoq.run.RunContext;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import io.ztoq.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Verification without a run: the doors count their calls in a store that is thrown away. */
public final class TokenCheck {

  private final Settings settings;

  public TokenCheck(Settings settings) {
    this.settings = settings;
  }

  /**
   * The answers of both systems, in the order they were asked; an outage is told after seconds.
   *
   * @param doing gets what is being asked, before it is
   */
  public List<Verification.Check> run(Consumer<String> doing) {
    return with(
        works -> {
          Verification verification = new Verification(settings, works.zephyr(), works.qtest());
          doing.accept("asking Zephyr Scale at " + settings.zephyr().baseUrl());
          List<Verification.Check> checks = new ArrayList<>(verification.zephyr());
          doing.accept("asking qTest at " + settings.qtest().baseUrl());
          checks.addAll(verification.qtest());
          return checks;
        });
  }

  /**
   * Loads the routes and everything they name, and asks nobody.
   *
   * @throws io.ztoq.failure.RunStopped (exit code 2) with what is wrong with them
   */
  void routes() {
    with(works -> true);
  }

  private <T> T with(Function<Works, T> question) {
    try {
      Path folder = Files.createTempDirectory("ztoq-verify");
      try {
        return with(StoreLocation.sqlite(folder.resolve("calls.db")), question);
      } finally {
        delete(folder);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private <T> T with(StoreLocation location, Function<Works, T> question) {
    StopSignal stop = new StopSignal();
    RunContext run =
        new RunContext(
            "verify-tokens",
            settings.zephyr().projectKey(),
            "verify-tokens",
            List.of(),
            Instant.now(),
            Holder.self(),
            Version.text());
    try (Store store = StoreOpening.prepared(location);
        Works works = Works.brief(settings, store, run, new RunBook(store, run, stop), stop)) {
      return question.apply(works);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
