package io.ztoq.tenancy;

import io.ztoq.schema.Actor;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.tenancy.rule.TenantRules;
import io.ztoq.tenancy.undo.TenantRollback;
import java.util.concurrent.locks.LockSupport;

/** A process that takes a run back and stops behind one of its batches, to be killed there. */
final class KilledRollback {

  private KilledRollback() {}

  /**
   * @param arguments url, batches before it stops
   */
  public static void main(String[] arguments) {
    int[] left = {Integer.parseInt(arguments[1])};
    SchemaDatabase where =
        new SchemaDatabase(
            arguments[0], arguments[0].startsWith("jdbc:sqlite:") ? null : "postgres", null);
    new TenantRollback(
            new TenantDatabase(where),
            TenantRules.read(Driver.SHIPPED),
            Actor.ofProcess("test"),
            () -> {
              if (--left[0] == 0) {
                System.out.println("THERE");
                System.out.flush();
                while (true) {
                  LockSupport.park();
                }
              }
            })
        .run(null);
  }
}
