package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.SchemaFailures;
import io.ztoq.schema.Scripts;
import io.ztoq.schema.Scripts.Statement;
import io.ztoq.schema.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs migrations one after the other on an empty database, only to see what they give: without
 * history, checks and environments.
 */
final class ScratchRun implements AutoCloseable {

  /** Reaches what other databases of the server, or other files, share. */
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "\\b(?:create|alter|drop) (?:role|user(?! mapping)|group|database|tablespace|subscription)\\b"
              + "|\\balter system\\b|\\breassign owned\\b|\\battach (?:database )?''|\\bvacuum into\\b"
              + "|\\bcopy [^;]*\\b(?:program|to)''|\\bcopy [^;]*\\b(?:program|to) ''|\\bdblink\\w*\\(|\\bpg_(?:terminate|cancel)_backend\\b");

  private static final Pattern ROWS_ONLY =
      Pattern.compile("(?i)(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\\b");

  private final Scripts scripts;
  private final Connection connection;
  private final String searchPath;

  ScratchRun(SchemaDatabase scratch) throws SQLException {
    this.scripts = new Scripts(scratch);
    this.connection = scratch.open();
    this.searchPath =
        scratch.isSqlite()
            ? ""
            : Rows.list(connection, "SHOW search_path", row -> row.getString(1)).get(0);
  }

  /**
   * A scratch database shares its server with real ones.
   *
   * @throws RunStopped (SCH-102, exit code 2) when a file does what would be felt there
   */
  static void refuseWhatReachesOut(List<Migration> migrations) {
    List<String> found = new ArrayList<>();
    for (Migration migration : migrations) {
      reachesOut(migration.up(), found);
      SqlFile down = migration.down();
      if (down != null) {
        reachesOut(down, found);
      }
    }
    if (!found.isEmpty()) {
      throw SchemaFailures.usage(
          "SCH-102",
          "these migrations reach beyond their own database, and a scratch database shares its server: %s; name a server without real data with --scratch-url"
              .formatted(String.join("; ", found)));
    }
  }

  private static void reachesOut(SqlFile file, List<String> found) {
    Matcher outside = OUTSIDE.matcher(SqlText.withoutComments(file.text()));
    if (outside.find()) {
      found.add("%s (%s)".formatted(file.place(), outside.group()));
    }
  }

  Connection connection() {
    return connection;
  }

  /**
   * @throws RunStopped (SCH-103, exit code 1) when a statement fails on an empty database
   */
  void apply(Migration migration) throws SQLException {
    run(migration, migration.up(), migration.header().transactional());
  }

  /**
   * @throws RunStopped (SCH-103, exit code 1) when a statement fails
   */
  void rollBack(Migration migration, SqlFile down) throws SQLException {
    run(migration, down, migration.downTransactional());
  }

  /** Whether each of its statements can change nothing but rows. */
  boolean changesRowsOnly(Migration migration) {
    return scripts.split(migration.up()).stream()
        .allMatch(one -> ROWS_ONLY.matcher(one.bare()).lookingAt());
  }

  private void run(Migration migration, SqlFile file, boolean together) throws SQLException {
    for (Statement statement : scripts.split(file)) {
      try {
        one(statement, together);
      } catch (SQLException problem) {
        throw SchemaFailures.failed(
            "SCH-103",
            "%s cannot be run on an empty database: %s:%d: %s (in: %s); correct the file"
                .formatted(
                    migration.display(),
                    file.name(),
                    statement.line(),
                    problem.getMessage(),
                    statement.shortly()),
            problem);
      }
    }
    connection.commit();
    if (!searchPath.isEmpty()) {
      Rows.execute(connection, "RESET ROLE");
      Rows.list(connection, "SELECT set_config('search_path', ?, false)", row -> "", searchPath);
      connection.commit();
    }
  }

  private void one(Statement statement, boolean together) throws SQLException {
    boolean alone = !statement.inTransaction();
    if (alone || !together) {
      connection.commit();
    }
    connection.setAutoCommit(alone);
    try {
      scripts.run(connection, statement);
    } finally {
      connection.setAutoCommit(false);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
