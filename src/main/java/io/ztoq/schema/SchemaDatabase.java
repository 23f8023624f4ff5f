package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database whose schema is looked after.
 *
 * @param url {@code jdbc:postgresql:...}, {@code jdbc:sqlite:FILE} or one of another driver that is
 *     there
 * @param user null for SQLite
 * @param password never shown
 */
public record SchemaDatabase(String url, @Nullable String user, @Nullable String password) {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRES = "jdbc:postgresql:";
  private static final Pattern VENDOR = Pattern.compile("jdbc:[A-Za-z0-9_+-]+:");
  private static final int BUSY_MS = 10_000;

  /**
   * @throws RunStopped (SCH-001, exit code 2) when ztoq has no driver for it, or nothing would stay
   */
  public SchemaDatabase {
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRES)) {
      refuseWithoutDriver(url);
    }
    if (url.contains(":memory:") || url.contains("mode=memory") || url.contains(":mem:")) {
      throw SchemaFailures.usage(
          "SCH-001",
          "a database in memory is gone when the command ends; name a file: jdbc:sqlite:FILE");
    }
  }

  private static void refuseWithoutDriver(String url) {
    String problem =
        "write jdbc:postgresql://HOST:PORT/NAME, jdbc:sqlite:FILE or an address of JDBC";
    if (VENDOR.matcher(url).lookingAt()) {
      try {
        DriverManager.getDriver(url);
        return;
      } catch (SQLException none) {
        problem =
            "there is no driver for it; put the jar of its driver into the folder 'drivers' beside the launcher, or name it in ZTOQ_CLASSPATH";
      }
    }
    throw SchemaFailures.usage(
        "SCH-001",
        "'%s' is no database that ztoq can migrate: %s".formatted(withoutSecrets(url), problem));
  }

  /**
   * {@code postgresql}, {@code sqlite} or what else stands at the beginning of the address; also
   * the name of the folder with its own migrations.
   */
  public String vendor() {
    return url.split(":", -1)[1].toLowerCase(Locale.ROOT);
  }

  public boolean isSqlite() {
    return url.startsWith(SQLITE);
  }

  /** Neither SQLite nor PostgreSQL: only what every JDBC database understands is used there. */
  public boolean isOther() {
    return !isSqlite() && !url.startsWith(POSTGRES);
  }

  /** The file of a SQLite database, null for all others. */
  public @Nullable Path file() {
    if (!isSqlite()) {
      return null;
    }
    String path = bare(url.substring(SQLITE.length()));
    return Path.of(path.startsWith("file:") ? path.substring("file:".length()) : path);
  }

  /** For messages: without user, password and parameters. */
  public String display() {
    Path file = file();
    return file != null ? file.toString() : isOther() ? withoutSecrets(url) : bare(url);
  }

  /**
   * A connection that may write, autocommit off; a SQLite file is created when it is missing.
   *
   * @throws RunStopped (SCH-002, exit code 1) when the database cannot be reached
   */
  public Connection open() {
    return open(false);
  }

  /**
   * A connection on which the database refuses every write, autocommit off.
   *
   * @throws RunStopped (SCH-002, exit code 1) when the database cannot be reached
   */
  public Connection openReadOnly() {
    return open(true);
  }

  /** False for a SQLite file that nobody has made yet: nothing is applied there. */
  public boolean exists() {
    Path file = file();
    return file == null || Files.exists(file);
  }

  private Connection open(boolean readOnly) {
    Connection connection = null;
    try {
      connection = DriverManager.getConnection(url, properties(readOnly));
      if (readOnly && !isSqlite()) {
        connection.setReadOnly(true);
      } else if (!isSqlite() && !isOther()) {
        noticeADeadClient(connection);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException problem) {
      close(connection);
      throw SchemaFailures.failed(
          "SCH-002",
          "cannot open the database %s: %s; check address, user, password and that the server or folder exists"
              .formatted(display(), problem.getMessage()),
          problem);
    }
  }

  private Properties properties(boolean readOnly) {
    Properties properties = new Properties();
    if (isSqlite()) {
      properties.setProperty("busy_timeout", Integer.toString(BUSY_MS));
      if (readOnly) {
        properties.setProperty("open_mode", "1");
      } else {
        properties.setProperty("transaction_mode", "IMMEDIATE");
      }
      return properties;
    }
    if (!isOther()) {
      properties.setProperty("ApplicationName", "ztoq schema");
    }
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** The server ends a long statement of a killed ztoq within a second, and so frees its locks. */
  private static void noticeADeadClient(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseMajorVersion() >= 14) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET client_connection_check_interval = '1s'");
      } catch (SQLException notOnThisSystem) {
        // only a comfort: the lock of the session is freed without it, too
      }
    }
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException ignored) {
        // the first problem is the one to tell
      }
    }
  }

  /** Parameters may hold anything, so all are left out, and what stands before an @ as well. */
  private static String withoutSecrets(String url) {
    return bare(url).replaceFirst(";.*", "").replaceFirst("[^:/@]+/[^/@]+@|//[^/@]*@", "");
  }

  private static String bare(String text) {
    int end = text.indexOf('?');
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  public String toString() {
    return display();
  }
}
