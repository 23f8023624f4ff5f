package io.ztoq.cli;

import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantRunRow;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lets a migration wait and go on. */
abstract class TenantsPauseCommands implements Callable<Integer> {

  private final Surroundings surroundings;
  private final boolean wait;

  @ParentCommand TenantsCommand tenants;

  private TenantsPauseCommands(Surroundings surroundings, boolean wait) {
    this.surroundings = surroundings;
    this.wait = wait;
  }

  /** Lets it wait. */
  @Command(
      name = "pause",
      description = "Lets the migration under way wait before its next batch",
      mixinStandardHelpOptions = true)
  static final class Pause extends TenantsPauseCommands {

    Pause(Surroundings surroundings) {
      super(surroundings, true);
    }
  }

  /** Lets it go on. */
  @Command(
      name = "resume",
      description = "Lets a migration that was paused go on",
      mixinStandardHelpOptions = true)
  static final class Resume extends TenantsPauseCommands {

    Resume(Surroundings surroundings) {
      super(surroundings, false);
    }
  }

  @Override
  public Integer call() {
    TenantRunRow run =
        io.ztoq.tenancy.Pause.ask(new TenantDatabase(tenants.options.database(surroundings)), wait);
    surroundings
        .out()
        .println(
            "run %d of %s %s; where its process is gone, `ztoq tenants migrate` goes on"
                .formatted(run.runId(), run.holder(), wait ? "waits" : "goes on"));
    surroundings.out().flush();
    return 0;
  }
}
