package io.ztoq.cli;

import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantRunRow;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lets a migration wait and go on. */
final class TenantsPauseCommands {

  private TenantsPauseCommands() {}

  /** Lets it wait. */
  @Command(
      name = "pause",
      description = "Lets the migration under way wait before its next batch",
      mixinStandardHelpOptions = true)
  static final class Pause implements Callable<Integer> {

    private final Surroundings surroundings;

    @ParentCommand TenantsCommand tenants;

    Pause(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      return ask(surroundings, tenants, true);
    }
  }

  /** Lets it go on. */
  @Command(
      name = "resume",
      description = "Lets a migration that was paused go on",
      mixinStandardHelpOptions = true)
  static final class Resume implements Callable<Integer> {

    private final Surroundings surroundings;

    @ParentCommand TenantsCommand tenants;

    Resume(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      return ask(surroundings, tenants, false);
    }
  }

  private static int ask(Surroundings surroundings, TenantsCommand tenants, boolean wait) {
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
