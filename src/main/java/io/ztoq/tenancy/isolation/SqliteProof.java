package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.ForeignKey;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.isolation.Samples.Row;
import io.ztoq.tenancy.rule.IsolationRules;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries what the schema of SQLite can refuse: rows without a tenant, of unknown tenants, and of
 * another tenant than the rows that they refer to. Who reads what, SQLite cannot tell.
 */
final class SqliteProof {

  private final Sql sql;
  private final Dialect dialect;
  private final TenantPlan plan;
  private final IsolationRules rules;
  private final Samples samples;
  private final ProofMatrix matrix = new ProofMatrix();

  SqliteProof(Sql sql, Dialect dialect, TenantPlan plan, IsolationRules rules) throws SQLException {
    this.sql = sql;
    this.dialect = dialect;
    this.plan = plan;
    this.rules = rules;
    this.samples = new Samples(sql, dialect, plan);
  }

  ProofMatrix run() throws SQLException {
    for (PlannedTable table : plan.tables()) {
      if (!table.hasTenant()) {
        continue;
      }
      for (Attempt attempt :
          List.of(Attempt.READ, Attempt.INSERT, Attempt.UPDATE, Attempt.DELETE)) {
        matrix.add(table.name(), attempt, Result.NOT_ENFORCED, "");
      }
      for (Row own : samples.of(table.name())) {
        update(table, own, Attempt.UNSET, "tenant_id = NULL", List.of());
        update(table, own, Attempt.MOVE, "tenant_id = ?", List.of("ztoq-nobody"));
        for (ForeignKey key : table.shape().foreignKeys()) {
          refer(table, own, key);
        }
      }
    }
    return matrix;
  }

  private void refer(PlannedTable table, Row own, ForeignKey key) throws SQLException {
    Optional<PlannedTable> parent = plan.find(key.parent()).filter(PlannedTable::hasTenant);
    if (parent.isEmpty()
        || key.columns().contains(PlannedTable.TENANT)
        || rules.mayCross().contains(table.name() + "." + key.columns().get(0))) {
      return;
    }
    Optional<Row> other = samples.ofAnother(key.parent(), own.tenant());
    boolean toKey = parent.get().shape().key().equals(key.parentColumns());
    if (other.isEmpty() || !toKey) {
      byCatalogue(table, key);
      return;
    }
    List<String> sets = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      String column = key.columns().get(i);
      sets.add(
          "%s = %s"
              .formatted(
                  Dialect.quoted(column), dialect.keyValue("?", i, table.shape().column(column))));
      values.add(other.get().key());
    }
    update(table, own, Attempt.REFER, String.join(", ", sets), values);
  }

  /** With rows of one tenant only there is nothing to refer to; the key itself must be there. */
  private void byCatalogue(PlannedTable table, ForeignKey key) {
    List<String> wanted = new ArrayList<>(List.of(PlannedTable.TENANT));
    wanted.addAll(key.columns());
    boolean there =
        table.shape().foreignKeys().stream()
            .anyMatch(one -> one.parent().equals(key.parent()) && one.columns().equals(wanted));
    matrix.add(
        table.name(),
        Attempt.REFER,
        there ? Result.REFUSED : Result.LEAK,
        "no foreign key on (%s)".formatted(String.join(", ", wanted)));
  }

  private void update(
      PlannedTable table, Row own, Attempt attempt, String change, List<Object> given)
      throws SQLException {
    List<Object> values = new ArrayList<>(given);
    table.shape().key().forEach(column -> values.add(own.key()));
    Savepoint before = sql.connection().setSavepoint();
    try {
      sql.update(
          "UPDATE %s AS t SET %s WHERE %s"
              .formatted(
                  Dialect.quoted(table.name()), change, dialect.keyEquals(table.shape(), "t", "?")),
          values.toArray());
      matrix.add(
          table.name(),
          attempt,
          Result.LEAK,
          "a row of %s: SET %s worked".formatted(own.tenant(), change));
    } catch (SQLException problem) {
      matrix.add(
          table.name(),
          attempt,
          dialect.isRefusal(problem) ? Result.REFUSED : Result.UNCLEAR,
          String.valueOf(problem.getMessage()));
    } finally {
      sql.connection().rollback(before);
    }
  }
}
