package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
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
   * @throws RunStopped (SCH-016, exit code 1) when it cannot be made
   */
  public String make(SchemaDatabase database) {
    Path source = database.file();
    Path target = folder.resolve(name(database));
    try {
      Files.createDirectories(folder);
      if (command != null) {
        run(shell(command), database, target);
      } else if (source != null) {
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
      return target.toString();
    } catch (SQLException | IOException problem) {
      throw SchemaFailures.failed(
          "SCH-016",
          "the backup of %s cannot be made, so nothing was applied: %s"
              .formatted(database.display(), problem.getMessage()),
          problem);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw SchemaFailures.failed("SCH-016", "interrupted during the backup", problem);
    }
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
      throws IOException, InterruptedException {
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
      Map<String, String> environment, SchemaDatabase database, Path target) {
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
    URI uri = URI.create(database.display().substring("jdbc:".length()));
    environment.put("PGHOST", uri.getHost() == null ? "localhost" : uri.getHost());
    environment.put("PGPORT", Integer.toString(uri.getPort() < 0 ? 5432 : uri.getPort()));
    environment.put(
        "PGDATABASE", uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", ""));
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
