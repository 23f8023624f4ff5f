package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Dialect;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** Tries single statements as the role of an application; each is taken back at once. */
final class Trial {

  private static final String NO_PRIVILEGE = "42501";
  private static final String CONSTRAINT = "23";

  private final Sql sql;
  private final String role;
  private final String setting;

  Trial(Sql sql, String role, String setting) {
    this.sql = sql;
    this.role = role;
    this.setting = setting;
  }

  /**
   * How it ended.
   *
   * @param rows -1 when it failed
   */
  record Ending(long rows, @Nullable SQLException problem) {

    /** For statements that must find nothing. */
    Result findsNothing() {
      return problem == null ? (rows == 0 ? Result.REFUSED : Result.LEAK) : ofProblem(problem);
    }

    /** For statements that the database must refuse with an error. */
    Result isRefused() {
      return problem == null ? (rows == 0 ? Result.UNCLEAR : Result.LEAK) : ofProblem(problem);
    }

    /** For references, which a foreign key must refuse. */
    Result isRefusedByKey() {
      return problem != null && state(problem).equals("23503") ? Result.REFUSED : isRefused();
    }

    private static Result ofProblem(SQLException problem) {
      if (state(problem).equals(NO_PRIVILEGE)) {
        boolean byPolicy = String.valueOf(problem.getMessage()).contains("row-level security");
        return byPolicy ? Result.REFUSED : Result.NO_RIGHT;
      }
      // the row got past the policies; that it breaks a key as well is luck
      return state(problem).startsWith(CONSTRAINT) ? Result.LEAK : Result.UNCLEAR;
    }

    private static String state(SQLException problem) {
      return String.valueOf(problem.getSQLState());
    }

    String told() {
      if (problem != null) {
        return String.valueOf(problem.getMessage()).replaceAll("\\s*\\R\\s*", " ");
      }
      return "it worked on %d rows".formatted(rows);
    }
  }

  /**
   * Runs a statement; a query must give one number.
   *
   * @param tenant that the session works for, null to name none
   */
  Ending run(@Nullable String tenant, String statement, @Nullable Object... values)
      throws SQLException {
    Savepoint before = sql.connection().setSavepoint();
    try {
      if (tenant != null) {
        sql.list("SELECT set_config(?, ?, true)", row -> "", setting, tenant);
      }
      sql.execute("SET LOCAL ROLE " + Dialect.quoted(role));
      sql.execute("SET CONSTRAINTS ALL IMMEDIATE");
      long rows =
          statement.startsWith("SELECT")
              ? sql.number(statement, values)
              : sql.update(statement, values);
      return new Ending(rows, null);
    } catch (SQLException problem) {
      if (sql.connection().isClosed()) {
        throw problem;
      }
      return new Ending(-1, problem);
    } finally {
      if (!sql.connection().isClosed()) {
        sql.connection().rollback(before);
      }
    }
  }
}
