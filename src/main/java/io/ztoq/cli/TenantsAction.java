package io.ztoq.cli;

import io.ztoq.app.Home;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.rule.TenantRules;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A sub-command of {@code ztoq tenants}. */
abstract class TenantsAction implements Callable<Integer> {

  final Surroundings surroundings;

  @ParentCommand TenantsCommand tenants;

  TenantsAction(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  TenantDatabase database() {
    return new TenantDatabase(tenants.options.database(surroundings));
  }

  TenantRules rules() {
    return TenantRules.read(Home.find(tenants.options.rules));
  }
}
