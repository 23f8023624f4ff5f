package io.ztoq.store;

import io.ztoq.canonical.Entity;
import io.ztoq.canonical.TestCase;
import io.ztoq.canonical.TestCycle;
import io.ztoq.canonical.TestExecution;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes list rows to the canonical table of their list; what a row refers to is joined later, by
 * {@link RecordJoins}.
 */
final class CanonicalTables {

  /** The canonical table of each kind of list; names are those of ADR-013. */
  enum Table {
    REFERENCE("reference_value", "reference_id", false, false),
    FOLDER("Folder", "folder_id", false, false),
    TEST_CASE("TestCase", "test_case_id", true, true),
    TEST_PLAN("TestPlan", "test_plan_id", true, false),
    TEST_CYCLE("TestCycle", "test_cycle_id", true, false),
    TEST_EXECUTION("TestExecution", "execution_id", false, true);

    private final String sql;
    private final String id;
    private final boolean uniqueKey;
    private final boolean details;

    Table(String sql, String id, boolean uniqueKey, boolean details) {
      this.sql = sql;
      this.id = id;
      this.uniqueKey = uniqueKey;
      this.details = details;
    }

    static Table of(String list) {
      if (list.startsWith("FOLDER_")) {
        return FOLDER;
      }
      return list.startsWith("TEST_") ? valueOf(list) : REFERENCE;
    }

    String sql() {
      return sql;
    }

    String id() {
      return id;
    }

    boolean hasUniqueKey() {
      return uniqueKey;
    }

    /** Whether rows have {@code attachments_due} and {@code gone_at}. */
    boolean hasFiles() {
      return compareTo(TEST_CASE) >= 0;
    }
  }

  private CanonicalTables() {}

  /** {@code rows} all have an entity. */
  static void save(Session session, ListPage page, List<SourceRow> rows, Instant now)
      throws SQLException {
    String projectId = page.scope().projectId();
    switch (Table.of(page.list())) {
      case REFERENCE -> ReferenceTables.values(session, projectId, rows);
      case FOLDER -> ReferenceTables.folders(session, projectId, rows, now);
      case TEST_CASE -> CaseTable.save(session, projectId, rows, now);
      case TEST_PLAN -> PlanTable.save(session, projectId, rows);
      case TEST_CYCLE -> CycleTable.save(session, projectId, rows, now);
      case TEST_EXECUTION -> ExecutionTable.save(session, projectId, rows, now);
    }
  }

  /** Makes the details of rows due that did not change themselves. */
  static void due(Session session, String list, List<@Nullable Entity> entities)
      throws SQLException {
    Table table = Table.of(list);
    if (!table.hasFiles()) {
      return;
    }
    List<@Nullable Object[]> all = new ArrayList<>();
    List<@Nullable Object[]> withoutLinks = new ArrayList<>();
    for (Entity entity : entities) {
      if (entity != null) {
        all.add(new @Nullable Object[] {entity.id()});
      }
      if (entity != null && linksAreApart(entity)) {
        withoutLinks.add(new @Nullable Object[] {entity.id()});
      }
    }
    String details = table.details ? "details_due = TRUE, " : "";
    session.batch(
        "UPDATE %s SET %sattachments_due = TRUE WHERE %s = ?"
            .formatted(table.sql, details, table.id),
        all);
    session.batch(
        "UPDATE %s SET links_due = TRUE WHERE %s = ?".formatted(table.sql, table.id), withoutLinks);
  }

  /** Whether the row of the list did not carry its links; plans always do. */
  private static boolean linksAreApart(Entity entity) {
    if (entity instanceof TestCase one) {
      return one.extras().links() == null;
    }
    if (entity instanceof TestCycle one) {
      return one.extras().links() == null;
    }
    return entity instanceof TestExecution one && one.extras().links() == null;
  }
}
