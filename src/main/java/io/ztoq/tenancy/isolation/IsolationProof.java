package io.ztoq.tenancy.isolation;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.TableGraph;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantFailures;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.rule.IsolationRules;
import io.ztoq.tenancy.rule.TenantRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves that one tenant cannot get at the rows of another, by trying to. Everything is done in one
 * transaction that is rolled back.
 */
public final class IsolationProof {

  /** An attempt that finds rows must not touch many of them. */
  private static final String PATIENCE = "2s";

  private final TenantDatabase database;
  private final TenantRules rules;
  private final IsolationRules isolation;

  public IsolationProof(TenantDatabase database, TenantRules rules, IsolationRules isolation) {
    this.database = database;
    this.rules = rules;
    this.isolation = isolation;
  }

  /**
   * @throws RunStopped (TEN-031) when it cannot be tried at all, (TEN-032) when the role of the
   *     application is not there or cannot be taken
   */
  public ProofReport prove() {
    try (Connection connection = database.open()) {
      try {
        return database.isSqlite() ? sqlite(connection) : postgres(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException problem) {
      throw Refusals.unreadable("TEN-031", database, problem);
    }
  }

  private ProofReport sqlite(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    Sql sql = new Sql(connection);
    sql.execute("PRAGMA foreign_keys = ON");
    connection.setAutoCommit(false);
    TenantPlan plan = plan(connection);
    ProofMatrix matrix = new SqliteProof(sql, database.dialect(), plan, isolation).run();
    List<ProofFinding> findings = new ArrayList<>(matrix.findings());
    findings.add(
        ProofFinding.note(
            "",
            "SQLite has no row level security: whoever opens the file reads and writes every row",
            "let the application filter by tenant, or give every tenant a file of its own"));
    findings.add(
        ProofFinding.note(
            "",
            "SQLite checks foreign keys only in sessions that ask for it",
            "let the application begin every session with PRAGMA foreign_keys = ON"));
    return new ProofReport(
        database.toString(), "sqlite", "", false, "", matrix.attempts(), matrix.cells(), findings);
  }

  private ProofReport postgres(Connection connection) throws SQLException {
    Sql sql = new Sql(connection);
    sql.execute(
        "SET LOCAL lock_timeout = '%s'; SET LOCAL statement_timeout = 0".formatted(PATIENCE));
    TenantPlan plan = plan(connection);
    String named = isolation.role();
    String role = named == null ? temporaryRole(sql, plan) : checked(sql, named);
    PostgresProof proof = new PostgresProof(sql, database.dialect(), plan, isolation, role);
    sql.execute(
        "SET LOCAL row_security = on; SET LOCAL statement_timeout = '%s'".formatted(PATIENCE));
    ProofMatrix matrix = proof.run();
    sql.execute("SET LOCAL statement_timeout = 0");
    List<ProofFinding> findings = new ArrayList<>(matrix.findings());
    findings.addAll(new SideDoors(sql, plan, isolation, role).find());
    if (named == null) {
      findings.add(
          ProofFinding.note(
              "",
              "nobody named the role of the application, so a role with its usual rights was made for this proof",
              "name it with --role, or under isolation.role in config/tenants.yaml"));
    }
    return new ProofReport(
        database.toString(),
        "postgresql",
        role,
        named != null,
        isolation.setting(),
        matrix.attempts(),
        matrix.cells(),
        findings);
  }

  private TenantPlan plan(Connection connection) throws SQLException {
    return TenantPlan.of(TableGraph.read(connection), rules);
  }

  private String checked(Sql sql, String role) throws SQLException {
    if (sql.number("SELECT count(*) FROM pg_roles WHERE rolname = ?", role) == 0) {
      throw TenantFailures.usage(
          "TEN-032", "there is no role '%s' on this server; correct --role".formatted(role));
    }
    take(sql, role);
    return role;
  }

  private String temporaryRole(Sql sql, TenantPlan plan) throws SQLException {
    String role = "ztoq_proof_" + ProcessHandle.current().pid();
    String name = Dialect.quoted(role);
    try {
      sql.execute("CREATE ROLE " + name);
      String schema =
          sql.list("SELECT quote_ident(current_schema())", row -> row.getString(1)).get(0);
      sql.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, name));
      for (var table : plan.graph().tables()) {
        sql.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s"
                .formatted(Dialect.quoted(table.name()), name));
      }
    } catch (SQLException problem) {
      throw TenantFailures.usage(
          "TEN-032",
          "a role for the proof cannot be made: %s; name the role of the application with --role"
              .formatted(problem.getMessage()));
    }
    take(sql, role);
    return role;
  }

  private static void take(Sql sql, String role) throws SQLException {
    var before = sql.connection().setSavepoint();
    try {
      sql.execute("SET LOCAL ROLE " + Dialect.quoted(role));
    } catch (SQLException problem) {
      throw TenantFailures.usage(
          "TEN-032",
          "this user cannot work as '%s': %s; use a superuser or a member of the role"
              .formatted(role, problem.getMessage()));
    } finally {
      sql.connection().rollback(before);
    }
  }
}
