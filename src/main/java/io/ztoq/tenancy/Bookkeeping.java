package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * The tables in which ztoq writes down what it does to tenants, in the user's database, so that
 * they change in one transaction with the rows. They have files V and U like every migration, but
 * no number in {@code migration_history}: that one belongs to the migrations of the user.
 */
public final class Bookkeeping {

  /** Every table of ours begins like this. */
  public static final String PREFIX = "ztoq_tenant_";

  public static final String RUN = "ztoq_tenant_run";
  public static final String CURSOR = "ztoq_tenant_cursor";

  /** The undo log. */
  public static final String CHANGE = "ztoq_tenant_change";

  public static final String QUARANTINE = "ztoq_tenant_quarantine";

  public static final Set<String> NAMES = Set.of(RUN, CURSOR, CHANGE, QUARANTINE);

  private Bookkeeping() {}

  public static boolean exists(Connection connection) throws SQLException {
    return new Sql(connection).hasTable(QUARANTINE);
  }

  /** Makes the tables where they are missing, in a transaction of its own. */
  public static void create(Connection connection) throws SQLException {
    create(new Sql(connection));
    connection.commit();
  }

  /**
   * The same as part of the open transaction.
   *
   * @return whether they were missing
   */
  static boolean create(Sql sql) throws SQLException {
    if (!sql.isSqlite()) {
      sql.execute("SELECT pg_advisory_xact_lock(hashtext('%s'))".formatted(PREFIX));
    }
    boolean missing = !exists(sql.connection());
    if (missing) {
      run(sql, "V001__tenant_bookkeeping.sql");
    }
    return missing;
  }

  /** Takes the tables away, with all that is needed for a rollback, in a transaction of its own. */
  public static void drop(Connection connection) throws SQLException {
    if (exists(connection)) {
      run(new Sql(connection), "U001__tenant_bookkeeping.sql");
    }
    connection.commit();
  }

  private static void run(Sql sql, String file) throws SQLException {
    String resource = "/db/tenants/%s/%s".formatted(sql.isSqlite() ? "sqlite" : "postgresql", file);
    for (String statement : text(resource).split(";", -1)) {
      if (!statement.isBlank()) {
        sql.execute(statement);
      }
    }
  }

  private static String text(String resource) {
    try (InputStream in = Bookkeeping.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
