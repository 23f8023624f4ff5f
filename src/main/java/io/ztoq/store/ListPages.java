package io.ztoq.store;

import io.ztoq.canonical.Entity;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores pages of lists: raw rows, canonical rows, rejects, the batch and the checkpoint behind it
 * are one transaction, so that a killed run goes on behind the last page that was stored whole.
 */
public final class ListPages {

  private static final String FLOW = "extract";

  private final Store store;
  private final Clock clock;

  public ListPages(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Rows whose payload did not change are only marked as seen.
   *
   * @return number of rows that are new or changed, when the page is stored
   */
  public PendingWrite<Integer> save(ListPage page, Checkpoint behind) {
    return store.writeLater(
        session -> {
          Instant now = clock.instant();
          int changed = rows(session, page, now);
          Batches.save(session, page, now);
          Checkpoints.save(session, behind, now);
          return changed;
        });
  }

  /** Forgets the batches of the sweep before; the first act of a new one. */
  public void begin(ListPage.Scope scope, Checkpoint start) {
    store.write(
        session -> {
          Batches.forget(session, scope.projectKey(), start.entity());
          Checkpoints.save(session, start, clock.instant());
          return null;
        });
  }

  private static int rows(Session session, ListPage page, Instant now) throws SQLException {
    List<String> keys = page.rows().stream().map(SourceRow::sourceKey).toList();
    Map<String, String> known =
        RawRecords.digests(session, page.scope().projectKey(), page.list(), keys);
    Set<String> refused = refusedBefore(session, page);
    List<SourceRow> changed = new ArrayList<>();
    List<SourceRow> same = new ArrayList<>();
    for (SourceRow row : page.rows()) {
      boolean unchanged =
          row.sha256().equals(known.get(row.sourceKey())) && !refused.contains(row.label());
      (unchanged ? same : changed).add(row);
    }
    RawRecords.save(session, page, changed, now);
    RawRecords.seen(session, page, same);
    List<SourceRow> accepted = SameKey.refuse(session, page, changed);
    CanonicalTables.save(
        session, page, accepted.stream().filter(row -> row.entity() != null).toList(), now);
    if (page.touched()) {
      CanonicalTables.due(session, page.list(), same.stream().map(SourceRow::entity).toList());
    }
    writeDown(session, page, accepted, now);
    writeDown(session, page, same, now);
    return changed.size();
  }

  /** Rows that were refused go through everything again: a newer ztoq may be able to read them. */
  private static Set<String> refusedBefore(Session session, ListPage page) throws SQLException {
    List<String> labels = page.rows().stream().map(SourceRow::label).toList();
    if (labels.isEmpty()) {
      return Set.of();
    }
    String sql =
        "SELECT source_key FROM rejected_record WHERE project_key = ? AND kind = ? AND flow = 'extract'"
            + " AND resolved_at IS NULL AND source_key IN ("
            + RawRecords.placeholders(labels.size())
            + ")";
    return new HashSet<>(
        session.query(
            sql,
            row -> row.text("source_key"),
            RawRecords.parameters(page.scope().projectKey(), page.list(), labels)));
  }

  private static void writeDown(Session session, ListPage page, List<SourceRow> rows, Instant now)
      throws SQLException {
    ListPage.Scope scope = page.scope();
    for (SourceRow row : rows) {
      if (row.problem() != null) {
        Rejection rejection =
            Rejection.of(
                row.problem(), scope.projectKey(), FLOW, page.list(), row.label(), scope.runId());
        RejectedRecords.add(session, rejection, now);
      }
      for (String doubt : row.doubts()) {
        ExtractFindings.add(
            session,
            scope,
            ExtractFindings.Note.warning("unreadable-value", page.list(), row.label(), doubt));
      }
    }
  }

  static List<Entity> entities(List<SourceRow> rows) {
    List<Entity> found = new ArrayList<>();
    for (SourceRow row : rows) {
      if (row.entity() != null) {
        found.add(row.entity());
      }
    }
    return found;
  }
}
