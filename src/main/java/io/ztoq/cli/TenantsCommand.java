package io.ztoq.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tenants of a database that had none. */
@Command(
    name = "tenants",
    description = "Gives every row of a database its tenant, and proves it",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 completed or nothing to do, 1 failed or rows left without a tenant, 2 usage or rules,",
      "3 the database is not there or busy, 4 in conflict, 5 stopped and resumable."
    },
    subcommands = {
      TenantsMigrateCommand.class,
      TenantsPlanCommand.class,
      TenantsVerifyCommand.class,
      TenantsRollbackCommand.class,
      TenantsEnforceCommand.class,
      TenantsProveCommand.class,
      TenantsPauseCommands.Pause.class,
      TenantsPauseCommands.Resume.class
    })
final class TenantsCommand extends Groups.Group {

  @Mixin TenantsOptions options;
}
