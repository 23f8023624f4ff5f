package io.ztoq.tenancy.isolation;

import io.ztoq.schema.Sql;
import io.ztoq.tenancy.Column;
import io.ztoq.tenancy.Dialect;
import io.ztoq.tenancy.ForeignKey;
import io.ztoq.tenancy.PlannedTable;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.isolation.Samples.Row;
import io.ztoq.tenancy.isolation.Trial.Ending;
import io.ztoq.tenancy.rule.IsolationRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tries to get at the rows of other tenants on PostgreSQL. A tenant that does not exist makes the
 * attempts without a condition, which touch every row that they can: none, where policies hold.
 */
final class PostgresProof {

  private final Dialect dialect;
  private final TenantPlan plan;
  private final IsolationRules rules;
  private final Samples samples;
  private final Trial trial;
  private final ProofMatrix matrix;

  PostgresProof(Sql sql, Dialect dialect, TenantPlan plan, IsolationRules rules, String role)
      throws SQLException {
    this.dialect = dialect;
    this.plan = plan;
    this.rules = rules;
    this.samples = new Samples(sql, dialect, plan);
    this.trial = new Trial(sql, role, rules.setting());
    this.matrix = new ProofMatrix();
  }

  /** All attempts on all tables. */
  ProofMatrix run() throws SQLException {
    // first of all: a setting that was used once is never unknown again, only empty
    for (PlannedTable table : isolated()) {
      unset(table, null);
    }
    for (PlannedTable table : isolated()) {
      unset(table, "");
      stranger(table);
      for (Row own : samples.of(table.name())) {
        own(table, own);
        for (Row other : samples.of(table.name())) {
          if (!own.tenant().equals(other.tenant())) {
            pair(table, own, other);
          }
        }
        refer(table, own);
      }
    }
    return matrix;
  }

  private List<PlannedTable> isolated() {
    return plan.tables().stream().filter(PlannedTable::hasTenant).toList();
  }

  private void unset(PlannedTable table, @Nullable String context) throws SQLException {
    String name = Dialect.quoted(table.name());
    String who = context == null ? "without a tenant" : "with an empty tenant";
    Ending read = trial.run(context, any(name, "1 = 1"));
    matrix.add(table.name(), Attempt.UNSET, read.findsNothing(), who + " rows are read");
    for (String statement :
        List.of("UPDATE %s SET tenant_id = NULL".formatted(name), "DELETE FROM " + name)) {
      Ending done = trial.run(context, statement);
      matrix.add(
          table.name(),
          Attempt.UNSET,
          done.findsNothing(),
          "%s, %s: %s".formatted(who, statement, done.told()));
    }
    for (Row row : samples.of(table.name()).stream().limit(1).toList()) {
      insert(table, context, row, Attempt.UNSET);
    }
  }

  private static String any(String name, String condition) {
    return "SELECT count(*) FROM (SELECT 1 FROM %s t WHERE %s LIMIT 1) x"
        .formatted(name, condition);
  }

  private void stranger(PlannedTable table) throws SQLException {
    String name = Dialect.quoted(table.name());
    String nobody = nobody(table);
    Ending read = trial.run(nobody, any(name, "1 = 1"));
    matrix.add(table.name(), Attempt.READ, read.findsNothing(), "a stranger reads rows");
    Ending moved =
        trial.run(nobody, "UPDATE %s SET tenant_id = %s".formatted(name, value(table)), nobody);
    matrix.add(
        table.name(), Attempt.UPDATE, moved.findsNothing(), "by a stranger: " + moved.told());
    matrix.add(table.name(), Attempt.MOVE, moved.findsNothing(), "by a stranger: " + moved.told());
    Ending deleted = trial.run(nobody, "DELETE FROM " + name);
    matrix.add(
        table.name(), Attempt.DELETE, deleted.findsNothing(), "by a stranger: " + deleted.told());
    for (Row row : samples.of(table.name())) {
      insert(table, nobody, row, Attempt.INSERT);
      move(table, row, nobody);
    }
  }

  /** An id that no tenant has. */
  private static String nobody(PlannedTable table) {
    Column column = table.shape().column(PlannedTable.TENANT);
    return column.type().matches(".*int.*|numeric.*") ? "-1" : UUID.randomUUID().toString();
  }

  private String value(PlannedTable table) {
    return dialect.typed("?", table.shape().column(PlannedTable.TENANT));
  }

  private void insert(PlannedTable table, @Nullable String context, Row row, Attempt attempt)
      throws SQLException {
    String name = Dialect.quoted(table.name());
    List<String> columns =
        table.shape().columns().stream().map(Column::name).map(Dialect::quoted).toList();
    String list = String.join(", ", columns);
    Ending done =
        trial.run(
            context,
            "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM json_populate_record(NULL::%s, CAST(? AS json)) r"
                .formatted(name, list, "r." + String.join(", r.", columns), name),
            row.json());
    matrix.add(
        table.name(),
        attempt,
        done.isRefused(),
        "a row of %s: %s".formatted(row.tenant(), done.told()));
  }

  private void own(PlannedTable table, Row own) throws SQLException {
    Ending read =
        trial.run(
            own.tenant(),
            any(Dialect.quoted(table.name()), "tenant_id = " + value(table)),
            own.tenant());
    SQLException problem = read.problem();
    Result result =
        problem != null && read.findsNothing() == Result.NO_RIGHT
            ? Result.NO_RIGHT
            : read.rows() == 1 ? Result.SEEN : Result.UNCLEAR;
    matrix.add(
        table.name(),
        Attempt.OWN,
        result,
        "%s does not see its own rows: %s".formatted(own.tenant(), read.told()));
  }

  private void pair(PlannedTable table, Row own, Row other) throws SQLException {
    String name = Dialect.quoted(table.name());
    String pair = "%s with rows of %s: ".formatted(own.tenant(), other.tenant());
    String theirs = dialect.keyEquals(table.shape(), "t", dialect.text("?"));
    Ending read = trial.run(own.tenant(), any(name, "tenant_id = " + value(table)), other.tenant());
    matrix.add(table.name(), Attempt.READ, read.findsNothing(), pair + read.told());
    Ending updated =
        trial.run(
            own.tenant(),
            "UPDATE %s AS t SET tenant_id = tenant_id WHERE %s".formatted(name, theirs),
            keys(table, other));
    matrix.add(table.name(), Attempt.UPDATE, updated.findsNothing(), pair + updated.told());
    Ending deleted =
        trial.run(
            own.tenant(),
            "DELETE FROM %s AS t WHERE %s".formatted(name, theirs),
            keys(table, other));
    matrix.add(table.name(), Attempt.DELETE, deleted.findsNothing(), pair + deleted.told());
    insert(table, own.tenant(), other, Attempt.INSERT);
    move(table, own, other.tenant());
  }

  /** The text of the key once for each of its columns. */
  private static @Nullable Object[] keys(PlannedTable table, Row row) {
    List<Object> values = new ArrayList<>();
    table.shape().key().forEach(column -> values.add(row.key()));
    return values.toArray();
  }

  /**
   * Without a condition, since one that reads would let the policies for reading hold for the new
   * row, too. The first row already is refused where policies hold.
   */
  private void move(PlannedTable table, Row own, String to) throws SQLException {
    Ending done =
        trial.run(
            own.tenant(),
            "UPDATE %s SET tenant_id = %s".formatted(Dialect.quoted(table.name()), value(table)),
            to);
    matrix.add(
        table.name(),
        Attempt.MOVE,
        done.isRefused(),
        "%s gives rows to %s: %s".formatted(own.tenant(), to, done.told()));
  }

  private void refer(PlannedTable table, Row own) throws SQLException {
    for (ForeignKey key : table.shape().foreignKeys()) {
      Optional<Row> parent = samples.ofAnother(key.parent(), own.tenant());
      boolean mayCross = rules.mayCross().contains(table.name() + "." + key.columns().get(0));
      boolean toKey =
          plan.find(key.parent())
              .filter(one -> one.shape().key().equals(key.parentColumns()))
              .isPresent();
      if (parent.isPresent()
          && toKey
          && !mayCross
          && !key.columns().contains(PlannedTable.TENANT)) {
        refer(table, own, key, parent.get());
      }
    }
  }

  private void refer(PlannedTable table, Row own, ForeignKey key, Row parent) throws SQLException {
    List<String> sets = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      Column column = table.shape().column(key.columns().get(i));
      sets.add(
          "%s = %s"
              .formatted(
                  Dialect.quoted(column.name()), dialect.keyValue(dialect.text("?"), i, column)));
      values.add(parent.key());
    }
    table.shape().key().forEach(column -> values.add(own.key()));
    Ending done =
        trial.run(
            own.tenant(),
            "UPDATE %s AS t SET %s WHERE %s"
                .formatted(
                    Dialect.quoted(table.name()),
                    String.join(", ", sets),
                    dialect.keyEquals(table.shape(), "t", dialect.text("?"))),
            values.toArray());
    matrix.add(
        table.name(),
        Attempt.REFER,
        done.isRefusedByKey(),
        "%s refers by %s to a row of %s: %s"
            .formatted(
                own.tenant(), String.join(", ", key.columns()), parent.tenant(), done.told()));
  }
}
