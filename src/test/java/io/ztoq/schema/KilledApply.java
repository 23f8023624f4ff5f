package io.ztoq.schema;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A process that applies migrations and stops at one step of one of them, to be killed there. */
final class KilledApply {

  private KilledApply() {}

  /**
   * @param arguments url, folder, step, number; user and password by the environment
   */
  public static void main(String[] arguments) {
    SchemaDatabase database =
        new SchemaDatabase(
            arguments[0],
            System.getenv().getOrDefault("KILLED_USER", null),
            System.getenv().getOrDefault("KILLED_PASSWORD", null));
    SchemaListener.Step at = SchemaListener.Step.valueOf(arguments[2]);
    new Sets(database, Path.of(arguments[1]))
        .engine(
            "",
            Duration.ofSeconds(20),
            (step, migration, text) -> stop(at, step, migration, arguments[3]))
        .applyAll();
  }

  private static void stop(
      SchemaListener.Step at, SchemaListener.Step step, Migration migration, String number) {
    if (at == step && migration.number().equals(number)) {
      System.out.println("THERE");
      System.out.flush();
      while (true) {
        LockSupport.park();
      }
    }
  }
}
