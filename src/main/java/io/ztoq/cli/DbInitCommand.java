package io.ztoq.cli;

import io.ztoq.app.StoreOpening;
import io.ztoq.settings.Settings;
import io.ztoq.store.StoreLocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Creates the store. */
@Command(
    name = "init",
    description = "Creates the store or brings its tables up to date",
    mixinStandardHelpOptions = true)
final class DbInitCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin SettingsOptions options;

  DbInitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options, "database");
    StoreLocation location = StoreOpening.location(settings);
    int applied = StoreOpening.prepare(location);
    surroundings
        .out()
        .println(
            applied == 0
                ? "store %s: up to date".formatted(location.display())
                : "store %s: ready, %d schema change(s) applied"
                    .formatted(location.display(), applied));
    return 0;
  }
}
