package io.ztoq.bench;

import io.ztoq.fixture.Postgres;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaEngine;
import io.ztoq.schema.inspect.RollbackImpact;
import io.ztoq.schema.inspect.SchemaDetection;
import io.ztoq.schema.inspect.SchemaPlan;
import io.ztoq.schema.inspect.SchemaVerification;
import io.ztoq.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** A thousand migrations: 800 tables with an index, 100 further columns, 100 that change rows. */
final class SchemaBench {

  private static final int MANY = 1000;

  private final TenantsBench.Figures figures;

  SchemaBench(TenantsBench.Figures figures) {
    this.figures = figures;
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("ztoq-bench-schema");
    write(folder.resolve("set"));
    measure(
        "SQLite", folder, new SchemaDatabase("jdbc:sqlite:" + folder.resolve("b.db"), null, null));
    StoreLocation place = Postgres.newDatabase();
    measure(
        "PostgreSQL", folder, new SchemaDatabase(place.jdbcUrl(), place.user(), place.password()));
  }

  private void measure(String name, Path folder, SchemaDatabase database) throws Exception {
    MigrationSet set = MigrationSet.read(folder.resolve("set"), database.vendor());
    SchemaEngine engine =
        new SchemaEngine(database, set, EngineOptions.usual(Actor.ofProcess("bench")));
    SchemaPlan plan = new SchemaPlan(database, set);
    figure(name, "plan of all", "-", () -> plan.of(engine.status()));
    figure(name, "apply all", "-", engine::applyAll);
    engine.status();
    figure(name, "status in a running process", "< 1", engine::status);
    commandLine(folder, database); // the launcher may have to build or copy the jar
    figure(name, "status from the command line", "< 1", () -> commandLine(folder, database));
    SchemaVerification verification = new SchemaVerification(database, set, database);
    figure(name, "verify", "-", () -> verification.verify(engine.status(), false));
    RollbackImpact impact = new RollbackImpact(database, set, database);
    figure(name, "impact of the last ten", "-", () -> impact.to("990", engine.status()));
    figure(
        name,
        "which version it is",
        "-",
        () -> SchemaDetection.detect(database, set.all(), database));
  }

  private void figure(String name, String what, String wanted, Callable<?> work) throws Exception {
    Instant start = Instant.now();
    work.call();
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    figures.add("%s, %d migrations, %s".formatted(name, MANY, what), seconds, "s", wanted);
  }

  private static int commandLine(Path folder, SchemaDatabase database)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("ztoq").toAbsolutePath().toString(),
                "schema",
                "status",
                "--url",
                database.url(),
                "--migrations",
                folder.resolve("set").toString())
            .redirectOutput(folder.resolve("status.txt").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    if (database.user() != null) {
      builder.environment().put("POSTGRES_USER", database.user());
      builder.environment().put("POSTGRES_PASSWORD", String.valueOf(database.password()));
    }
    int answer = builder.start().waitFor();
    if (answer != 0) {
      throw new IllegalStateException("status ended with " + answer);
    }
    return answer;
  }

  private static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 1; i <= MANY; i++) {
      String up =
          "CREATE TABLE t_%1$d (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE, amount INTEGER CHECK (amount >= 0));\nCREATE INDEX t_%1$d_amount ON t_%1$d (amount);"
              .formatted(i);
      String down = "DROP TABLE t_%d;".formatted(i);
      if (i % 10 == 0) {
        up = "ALTER TABLE t_%d ADD COLUMN extra VARCHAR(20);".formatted(i - 1);
        down = "ALTER TABLE t_%d DROP COLUMN extra;".formatted(i - 1);
      } else if (i % 5 == 0) {
        up = "INSERT INTO t_%d (id, name) VALUES (1, 'x');".formatted(i - 1);
        down = "DELETE FROM t_%d WHERE id = 1;".formatted(i - 1);
      }
      Files.writeString(folder.resolve("V%03d__step.sql".formatted(i)), up);
      Files.writeString(folder.resolve("U%03d__step.sql".formatted(i)), down);
    }
  }
}
