package io.ztoq.tenancy;

import io.ztoq.schema.SchemaDatabase;
import java.nio.file.Path;

/** A process that gives tenants, to be killed. */
final class KilledMigration {

  private KilledMigration() {}

  /**
   * @param arguments url, folder with tenants.yaml; user and password by the environment
   */
  public static void main(String[] arguments) {
    SchemaDatabase where =
        new SchemaDatabase(
            arguments[0],
            System.getenv().getOrDefault("KILLED_USER", null),
            System.getenv().getOrDefault("KILLED_PASSWORD", null));
    System.out.println("BEGUN");
    System.out.flush();
    MigrationReport report =
        new Driver(new TenantDatabase(where), Path.of(arguments[1])).givenRules().live();
    report.errors().forEach(System.out::println);
    System.exit(report.isCompleted() ? 0 : 1);
  }
}
