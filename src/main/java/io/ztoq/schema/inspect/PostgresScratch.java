package io.ztoq.schema.inspect;

import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaFailures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database of its own on the server of another, with the same extensions and search path. */
final class PostgresScratch {

  private static final Pattern URL =
      Pattern.compile("(jdbc:postgresql:(?://[^/]+/)?)([^?]*)(?:\\?(.*))?");

  /** Stands on every database that we make, and is looked for before one is dropped. */
  private static final String MARK = "scratch database of ztoq schema, may be dropped";

  private static final String PREFIX = "ztoq_scratch_";
  private static final Duration OLD = Duration.ofHours(1);

  private final SchemaDatabase server;
  private final String name;
  private final SchemaDatabase database;

  private PostgresScratch(SchemaDatabase server, String name, String searchPath) {
    this.server = server;
    this.name = name;
    this.database =
        new SchemaDatabase(url(server.url(), name, searchPath), server.user(), server.password());
  }

  static PostgresScratch create(SchemaDatabase like) {
    try (Connection connection = like.open()) {
      final String searchPath = text(connection, "SHOW search_path");
      final List<String> schemas = column(connection, "SELECT unnest(current_schemas(false))");
      final List<String> extensions =
          column(connection, "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'");
      connection.rollback();
      connection.setAutoCommit(true);
      dropOld(connection);
      String name =
          PREFIX
              + System.currentTimeMillis()
              + "_"
              + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
      make(connection, name);
      PostgresScratch scratch = new PostgresScratch(like, name, searchPath);
      scratch.prepare(schemas, extensions);
      return scratch;
    } catch (SQLException problem) {
      throw SchemaFailures.failed(
          "SCH-101",
          "no scratch database can be made on the server of %s: %s; let the user do so (ALTER ROLE ... CREATEDB), or name another server with --scratch-url"
              .formatted(like.display(), problem.getMessage()),
          problem);
    }
  }

  /** The usual template, or the bare one while somebody uses it. */
  private static void make(Connection connection, String name) throws SQLException {
    try {
      Rows.execute(connection, "CREATE DATABASE " + name);
    } catch (SQLException problem) {
      if (!"55006".equals(problem.getSQLState())) {
        throw problem;
      }
      Rows.execute(connection, "CREATE DATABASE " + name + " TEMPLATE template0");
    }
    Rows.execute(connection, "ALTER DATABASE %s SET synchronous_commit = off".formatted(name));
    Rows.execute(connection, "COMMENT ON DATABASE %s IS '%s'".formatted(name, MARK));
  }

  private void prepare(List<String> schemas, List<String> extensions) throws SQLException {
    try (Connection connection = database.open()) {
      connection.setAutoCommit(true);
      for (String schema : schemas) {
        Rows.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + Rows.quoted(schema));
      }
      for (String extension : extensions) {
        try {
          Rows.execute(connection, "CREATE EXTENSION IF NOT EXISTS " + Rows.quoted(extension));
        } catch (SQLException notAllowed) {
          // a migration that needs it fails and says so
        }
      }
    } catch (SQLException problem) {
      drop();
      throw problem;
    }
  }

  /** What a killed process left behind. */
  private static void dropOld(Connection connection) throws SQLException {
    List<String> left =
        Rows.list(
            connection,
            """
            SELECT d.datname FROM pg_database d
            WHERE d.datname LIKE 'ztoq\\_scratch\\_%' AND pg_get_userbyid(d.datdba) = current_user
            AND shobj_description(d.oid, 'pg_database') = ?
            AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)
            """,
            row -> row.getString(1),
            MARK);
    long limit = System.currentTimeMillis() - OLD.toMillis();
    for (String name : left) {
      Matcher made = Pattern.compile(PREFIX + "(\\d{13})_[0-9a-f]{8}").matcher(name);
      if (made.matches() && Long.parseLong(made.group(1)) < limit) {
        Rows.execute(connection, "DROP DATABASE IF EXISTS " + name);
      }
    }
  }

  SchemaDatabase database() {
    return database;
  }

  void drop() {
    try (Connection connection = server.open()) {
      connection.rollback();
      connection.setAutoCommit(true);
      boolean canForce = connection.getMetaData().getDatabaseMajorVersion() >= 13;
      Rows.execute(
          connection, "DROP DATABASE IF EXISTS " + name + (canForce ? " WITH (FORCE)" : ""));
    } catch (SQLException | io.ztoq.failure.RunStopped ignored) {
      // a later command drops what is left
    }
  }

  /** The same server and parameters, another database. */
  static String url(String url, String name, String searchPath) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(url);
    }
    StringBuilder parameters = new StringBuilder();
    String given = parts.group(3) == null ? "" : parts.group(3);
    for (String one : given.split("&", -1)) {
      if (!one.isEmpty() && !one.startsWith("currentSchema=")) {
        parameters.append(one).append('&');
      }
    }
    return "%s%s?%scurrentSchema=%s"
        .formatted(
            parts.group(1),
            name,
            parameters,
            URLEncoder.encode(searchPath, StandardCharsets.UTF_8));
  }

  private static String text(Connection connection, String sql) throws SQLException {
    return column(connection, sql).get(0);
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    return Rows.list(connection, sql, row -> row.getString(1));
  }
}
