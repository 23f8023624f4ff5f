package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Copies a database before its schema is changed: by SQLite's backup API, by {@code pg_dump}, or by
 * a command of the user.
 */
public final class Backup {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final @Nullable String command;

  /**
   * @param folder where copies are put, created when it is missing
   * @param command is run by the shell instead of ztoq's own way, null for that; it finds the file
   *     to write in ZTOQ_BACKUP_FILE and the database in PGHOST, PGPORT, PGDATABASE, PGUSER,
   *     PGPASSWORD or ZTOQ_DATABASE_FILE
   */
  public Backup(Path folder, @Nullable String command) {
    this.folder = folder;
    this.command = command;
  }

  /**
   * Makes the copy and checks that it can be read.
   *
   * @return where it is
   * @throws RunStopped (SCH-016, exit code 1) when it cannot be made; nothing of it is left then
   */
  public String make(SchemaDatabase database) {
    Path target = null;
    try {
      Files.createDirectories(folder);
      target = unused(name(database));
      write(database, target);
      refuseNothing(target);
      return target.toString();
    } catch (SQLException | IOException problem) {
      remove(target);
      throw SchemaFailures.failed(
          "SCH-016",
          "the backup of %s cannot be made, so nothing was changed: %s"
              .formatted(database.display(), problem.getMessage()),
          problem);
    } catch (InterruptedException problem) {
      remove(target);
      Thread.currentThread().interrupt();
      throw SchemaFailures.failed("SCH-016", "interrupted during the backup", problem);
    }
  }

  private void write(SchemaDatabase database, Path target)
      throws SQLException, IOException, InterruptedException {
    if (command != null) {
      run(shell(command), database, target);
    } else if (database.isSqlite()) {
      copy(database, target);
    } else if (database.isOther()) {
      throw new IOException(
          "ztoq has no way of its own for %s; give a command with --backup-command"
              .formatted(database.vendor()));
    } else {
      run(
          List.of("pg_dump", "--format=custom", "--no-password", "--file=" + target),
          database,
          target);
      run(
          List.of("pg_restore", "--list", "--file=" + nowhere(), target.toString()),
          database,
          target);
    }
  }

  /** A command that ends well and writes nothing has made no backup. */
  private static void refuseNothing(Path target) throws IOException {
    if (!Files.exists(target) || Files.isRegularFile(target) && Files.size(target) == 0) {
      throw new IOException(
          "nothing was written to %s, which the command finds in ZTOQ_BACKUP_FILE"
              .formatted(target));
    }
  }

  private static void remove(@Nullable Path target) {
    if (target != null) {
      try {
        Files.deleteIfExists(target);
      } catch (IOException ignored) {
        // what the command left there is no backup, and is not called one
      }
    }
  }

  /** Never one that is there already: it may be the only good one. */
  private Path unused(String name) {
    Path target = folder.resolve(name);
    for (int i = 2; Files.exists(target); i++) {
      target = folder.resolve(name + "." + i);
    }
    return target;
  }

  private static String name(SchemaDatabase database) {
    Path file = database.file();
    String base =
        file == null
            ? database.display().replaceFirst(".*/", "") + ".dump"
            : String.valueOf(file.getFileName());
    int dot = base.lastIndexOf('.');
    String stamp = "-" + STAMP.format(Instant.now());
    return dot < 0 ? base + stamp : base.substring(0, dot) + stamp + base.substring(dot);
  }

  /**
   * By the driver's form of SQLite's online backup: a copy of one moment, also while others read.
   */
  private static void copy(SchemaDatabase database, Path target) throws SQLException {
    try (Connection connection = database.openReadOnly()) {
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("backup to '%s'".formatted(target.toString().replace("'", "''")));
      }
    }
    SchemaDatabase made = new SchemaDatabase("jdbc:sqlite:" + target, null, null);
    try (Connection connection = made.openReadOnly()) {
      String answer =
          new Sql(connection).list("PRAGMA quick_check", row -> row.getString(1)).get(0);
      if (!answer.equals("ok")) {
        throw new SQLException("the copy is damaged: " + answer);
      }
    }
  }

  private void run(List<String> words, SchemaDatabase database, Path target)
      throws SQLException, IOException, InterruptedException {
    Path output = Files.createTempFile("ztoq-backup", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
      environment(builder.environment(), database, target);
      int answer = builder.start().waitFor();
      if (answer != 0) {
        throw new IOException(
            "'%s' ended with %d: %s"
                .formatted(
                    words.get(words.size() > 2 ? 0 : words.size() - 1),
                    answer,
                    Files.readString(output, StandardCharsets.UTF_8).strip()));
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static void environment(
      Map<String, String> environment, SchemaDatabase database, Path target) throws SQLException {
    environment.put("ZTOQ_BACKUP_FILE", target.toString());
    Path file = database.file();
    if (file != null) {
      environment.put("ZTOQ_DATABASE_FILE", file.toString());
      return;
    }
    if (database.isOther()) {
      environment.put("ZTOQ_DATABASE_URL", database.url());
      put(environment, "ZTOQ_DATABASE_USER", database.user());
      put(environment, "ZTOQ_DATABASE_PASSWORD", database.password());
      return;
    }
    Map<String, @Nullable String> parts = new HashMap<>();
    for (DriverPropertyInfo one :
        DriverManager.getDriver(database.url()).getPropertyInfo(database.url(), new Properties())) {
      parts.put(one.name, one.value);
    }
    put(environment, "PGHOST", parts.get("PGHOST"));
    put(environment, "PGPORT", parts.get("PGPORT"));
    put(environment, "PGDATABASE", parts.get("PGDBNAME"));
    put(environment, "PGSSLMODE", parts.get("sslmode"));
    put(environment, "PGSSLROOTCERT", parts.get("sslrootcert"));
    put(environment, "PGUSER", database.user());
    put(environment, "PGPASSWORD", database.password());
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static List<String> shell(String command) {
    return File.separatorChar == '\\'
        ? List.of("cmd", "/c", command)
        : List.of("sh", "-c", command);
  }

  private static String nowhere() {
    return File.separatorChar == '\\' ? "NUL" : "/dev/null";
  }
}
