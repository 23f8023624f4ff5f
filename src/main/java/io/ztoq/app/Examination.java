package io.ztoq.app;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.Settings;
import io.ztoq.store.StoreLocation;
import io.ztoq.store.StoreSchema;
import io.ztoq.validate.GateRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Looks at everything that a run needs, one after the other; a problem of one does not hide the
 * others.
 */
public final class Examination {

  /**
   * What was found about one subject.
   *
   * @param exitCode what a run would end with because of it
   */
  public record Finding(String subject, ExitCode exitCode, String text) {
    public boolean ok() {
      return exitCode == ExitCode.CLEAN;
    }
  }

  private static final long ENOUGH_BYTES = 1L << 30;

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  public Examination(Settings settings) {
    this.settings = Home.found(settings);
  }

  /**
   * @param doing gets what takes a while, before it is done
   */
  public List<Finding> run(Consumer<String> doing) {
    look(
        "Java",
        () -> System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
    look("disk", this::disk);
    look("store", this::store);
    look(
        "mapping files",
        () ->
            TransformBeans.rules(settings) == null
                ? ""
                : settings.migration().mappings().toString());
    look(
        "validation rules",
        () ->
            GateRules.load(settings.migration().validation()).size()
                + " in "
                + settings.migration().validation());
    look("routes and systems", () -> systems(doing));
    return findings;
  }

  private String disk() throws Exception {
    Path folder = settings.logging().file().toAbsolutePath().getParent();
    long free = Files.getFileStore(folder == null ? Path.of(".") : folder).getUsableSpace();
    String text = "%d MB free".formatted(free >> 20);
    if (free < ENOUGH_BYTES) {
      throw new IllegalStateException(text + ", at least 1024 MB are wanted");
    }
    return text;
  }

  private String store() {
    StoreLocation location = StoreOpening.location(settings);
    if (location.file() != null && !Files.exists(location.file())) {
      return location.display() + ", not there yet; a run creates it";
    }
    StoreSchema schema = new StoreSchema(location);
    schema.refuseNewer();
    int pending = schema.pending().length;
    return location.display()
        + (pending == 0 ? ", up to date" : ", " + pending + " schema changes pending");
  }

  /** The doors stand in the routes, so asking the systems checks the routes as well. */
  private String systems(Consumer<String> doing) {
    List<String> wrong = new ArrayList<>();
    for (Verification.Check check : new TokenCheck(settings).run(doing)) {
      if (!check.ok()) {
        wrong.add(check.system() + ", " + check.question() + ": " + check.problem());
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(String.join("; ", wrong));
    }
    return "Zephyr Scale and qTest answer";
  }

  private void look(String subject, Callable<String> question) {
    try {
      findings.add(new Finding(subject, ExitCode.CLEAN, question.call()));
    } catch (RunStopped problem) {
      findings.add(new Finding(subject, problem.exitCode(), problem.line()));
    } catch (Exception problem) {
      String text = String.valueOf(problem.getMessage());
      findings.add(new Finding(subject, ExitCode.UNREACHABLE, text));
    }
  }
}
