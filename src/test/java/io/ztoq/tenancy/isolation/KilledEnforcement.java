package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaListener;
import io.ztoq.tenancy.TenantDatabase;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A process that enforces tenants and stops behind one of its statements, to be killed there. */
final class KilledEnforcement {

  private KilledEnforcement() {}

  /**
   * @param arguments url, folder of migrations, statements before it stops
   */
  public static void main(String[] arguments) {
    int[] left = {Integer.parseInt(arguments[2])};
    SchemaDatabase where =
        new SchemaDatabase(
            arguments[0], arguments[0].startsWith("jdbc:sqlite:") ? null : "postgres", null);
    SchemaListener dying =
        (step, migration, text) -> {
          if (step == SchemaListener.Step.STATEMENT && --left[0] == 0) {
            System.out.println("THERE");
            System.out.flush();
            while (true) {
              LockSupport.park();
            }
          }
        };
    new Enforcement(
            new TenantDatabase(where),
            EnforcementContract.RULES,
            EnforcementContract.RULES.isolation(),
            Path.of(arguments[1]),
            EngineOptions.usual(Actor.ofProcess("test")).with(dying))
        .apply(told -> {});
    System.out.println("DONE");
  }
}
