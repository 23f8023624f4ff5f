package io.ztoq.cli;

import io.ztoq.app.Home;
import io.ztoq.app.Version;
import io.ztoq.schema.Actor;
import io.ztoq.tenancy.PlanView;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantOptions;
import io.ztoq.tenancy.rule.TenantRules;
import picocli.CommandLine.Command;

/** Shows what a migration would work on. */
@Command(
    name = "plan",
    description = "Shows tables in their order, rows, and how far the rules reach; never writes",
    mixinStandardHelpOptions = true)
final class TenantsPlanCommand extends TenantsView {

  TenantsPlanCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() {
    TenantsOptions options = tenants.options;
    PlanView plan =
        PlanView.of(
            new TenantDatabase(options.database(surroundings)),
            TenantRules.read(Home.find(options.rules)),
            new TenantOptions(
                true, false, options.migrations, Actor.ofProcess(Version.text()), line -> {}));
    show(plan, out -> out.print(text(plan)));
    return 0;
  }

  private static String text(PlanView plan) {
    Table tenants = new Table("tenant", "id", "");
    plan.tenants()
        .forEach(one -> tenants.row(one.slug(), one.id(), one.isThere() ? "is there" : "new"));
    Table tables = new Table("table", "rows", "without a tenant", "gets it from");
    plan.tables().forEach(one -> tables.row(one.name(), one.rows(), one.open(), one.source()));
    Table rules = new Table("table", "rule", "precedence", "rows");
    for (PlanView.Table table : plan.tables()) {
      table
          .rules()
          .forEach(one -> rules.row(table.name(), one.rule(), one.precedence(), one.rows()));
      if (!table.rules().isEmpty()) {
        rules.row(table.name(), "rules that disagree: quarantine", "", table.twoTenants());
        rules.row(table.name(), "no rule", "", table.unmatched());
      }
    }
    return tenants.text() + tables.text() + rules.text();
  }
}
