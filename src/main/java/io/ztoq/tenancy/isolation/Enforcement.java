package io.ztoq.tenancy.isolation;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.EngineOptions;
import io.ztoq.schema.RollbackLoss;
import io.ztoq.schema.Sql;
import io.ztoq.tenancy.ChangeFiles;
import io.ztoq.tenancy.Rights;
import io.ztoq.tenancy.SchemaChange;
import io.ztoq.tenancy.TableGraph;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantPlan;
import io.ztoq.tenancy.rule.IsolationRules;
import io.ztoq.tenancy.rule.TenantRules;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Lets the database itself keep tenants apart: NOT NULL, foreign keys and unique keys with the
 * tenant, and row level security, as migrations that can be taken back.
 */
public final class Enforcement {

  private static final Set<String> NAMES =
      Set.of(
          PostgresChanges.NOT_NULL,
          PostgresChanges.KEYS,
          PostgresPolicies.NAME,
          SqliteChanges.NAME);

  private final TenantDatabase database;
  private final TenantRules rules;
  private final IsolationRules isolation;
  private final ChangeFiles files;

  /**
   * @param folder of migrations; the files go to the folder of the database's vendor below it
   */
  public Enforcement(
      TenantDatabase database,
      TenantRules rules,
      IsolationRules isolation,
      Path folder,
      EngineOptions options) {
    this.database = database;
    this.rules = rules;
    this.isolation = isolation;
    this.files = new ChangeFiles(database.where(), folder, options, NAMES);
  }

  /**
   * Looks at everything in a session that cannot write.
   *
   * @throws RunStopped (TEN-011) when rules and database do not fit, (TEN-030) when it cannot be
   *     looked at
   */
  public EnforcePlan plan() {
    try (Connection connection = database.openReadOnly()) {
      Sql sql = new Sql(connection);
      TenantPlan plan = TenantPlan.of(TableGraph.read(connection), rules);
      Rights.refuseHiddenRows(sql, plan);
      WishReader reader = new WishReader(sql, plan, isolation);
      List<Wish> wishes = reader.read();
      List<SchemaChange> changes = new ArrayList<>();
      List<String> problems = new ArrayList<>(reader.problems());
      List<String> warnings = new ArrayList<>(reader.warnings());
      if (sql.isSqlite()) {
        SqliteChanges sqlite = new SqliteChanges(sql, wishes);
        sqlite.change().ifPresent(changes::add);
        problems.addAll(sqlite.problems());
      } else if (problems.isEmpty()) {
        changes.addAll(new PostgresChanges(sql, wishes).all());
        PostgresPolicies policies = new PostgresPolicies(sql, plan, isolation.setting());
        policies.change().ifPresent(changes::add);
        warnings.addAll(policies.warnings());
      }
      connection.rollback();
      return new EnforcePlan(changes, problems, warnings);
    } catch (SQLException problem) {
      throw Refusals.unreadable("TEN-030", database, problem);
    }
  }

  /**
   * Applies what is missing; what a process that was killed left half done is finished first.
   *
   * @param told hears the number and name of each migration that was applied
   * @return what was planned; its changes are applied when it has no problems
   * @throws RunStopped (SCH-006 to SCH-019) when a migration fails
   */
  public EnforcePlan apply(Consumer<String> told) {
    files.finishHalfDone().forEach(told);
    EnforcePlan plan = plan();
    if (plan.problems().isEmpty()) {
      files.removePending();
      plan.changes().forEach(change -> told.accept(files.apply(change)));
    }
    return plan;
  }

  /** Numbers and names of the migrations that are applied. */
  public List<String> applied() {
    return files.applied();
  }

  /**
   * Takes everything back that {@link #apply} did, the newest first.
   *
   * @param agree is asked when rows would be lost
   * @param told hears the number and name of each migration that was taken back
   * @throws RunStopped (SCH-004 to SCH-018)
   */
  public void undo(Predicate<List<RollbackLoss>> agree, Consumer<String> told) {
    files.undo(agree, told);
  }
}
