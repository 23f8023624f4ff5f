package io.ztoq.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the ledger for validation; never writes. Thread-safe. */
public final class LedgerView {

  static final String COLUMNS =
      """
      SELECT t.target_object_id, t.kind, t.source_key, p.source_key AS parent_key, p.target_id AS parent_target_id,
             t.state, t.document, t.target_id
      FROM target_object t LEFT JOIN target_object p ON p.target_object_id = t.parent_id
      WHERE t.project_key = ?
      """;

  private final Store store;
  private final String projectKey;

  public LedgerView(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /** Rows that stand, or stood, in qTest under one of these ids. */
  public List<LedgerRow> byTarget(TargetKind kind, Collection<Long> targetIds) {
    return rows(kind, "t.target_id", targetIds);
  }

  /** Rows of these source keys. */
  public List<LedgerRow> byKey(TargetKind kind, Collection<String> sourceKeys) {
    return rows(kind, "t.source_key", sourceKeys);
  }

  /** Rows with a qTest id, by ascending row id after {@code lastId}; at most {@code limit}. */
  public List<LedgerRow> page(TargetKind kind, long lastId, int limit) {
    return store.read(
        session ->
            session.query(
                COLUMNS
                    + """
                      AND t.kind = ? AND t.state <> 'GONE' AND t.target_id IS NOT NULL AND t.target_object_id > ?
                      ORDER BY t.target_object_id LIMIT ?
                      """,
                LedgerView::row,
                projectKey,
                kind,
                lastId,
                limit));
  }

  /** Written files of these ledger rows, by the row that carries them. */
  public Map<Long, List<LedgerRow>> filesOf(Collection<Long> ownerRowIds) {
    Map<Long, List<LedgerRow>> files = new HashMap<>();
    for (List<Object> some : slices(ownerRowIds)) {
      store.read(
          session -> {
            session.forEach(
                COLUMNS.replace("SELECT", "SELECT t.parent_id,")
                    + " AND t.kind = 'ATTACHMENT' AND t.state = 'WRITTEN' AND t.parent_id IN ("
                    + marks(some)
                    + ") ORDER BY t.target_object_id",
                found ->
                    files
                        .computeIfAbsent(found.number("parent_id"), key -> new ArrayList<>())
                        .add(row(found)),
                parameters(projectKey, some));
            return files;
          });
    }
    return files;
  }

  /** Rows that carry at least one written file, by ascending row id after {@code lastId}. */
  public List<LedgerRow> ownersOfFiles(TargetKind kind, long lastId, int limit) {
    return store.read(
        session ->
            session.query(
                COLUMNS
                    + """
                      AND t.kind = ? AND t.target_id IS NOT NULL AND t.target_object_id > ?
                      AND EXISTS (SELECT 1 FROM target_object a WHERE a.parent_id = t.target_object_id
                        AND a.kind = 'ATTACHMENT' AND a.state = 'WRITTEN')
                      ORDER BY t.target_object_id LIMIT ?
                      """,
                LedgerView::row,
                projectKey,
                kind,
                lastId,
                limit));
  }

  /** Which of these rows have files on their steps or step results. */
  public Set<Long> withStepFiles(Collection<Long> ownerRowIds) {
    Set<Long> found = new HashSet<>();
    for (List<Object> some : slices(ownerRowIds)) {
      store.read(
          session ->
              found.addAll(
                  session.query(
                      """
                      SELECT DISTINCT parent_id FROM target_object
                      WHERE kind = 'ATTACHMENT' AND state = 'WRITTEN'
                        AND (source_key LIKE 'TestStep/%' OR source_key LIKE 'TestExecutionStep/%')
                        AND parent_id IN ("""
                          + marks(some)
                          + ")",
                      row -> row.number("parent_id"),
                      some.toArray())));
    }
    return found;
  }

  /** qTest ids of test cases by their Zephyr keys; keys without an id are left out. */
  public Map<String, Long> caseIds(Collection<String> keys) {
    Map<String, Long> ids = new HashMap<>();
    for (LedgerRow row : byKey(TargetKind.TEST_CASE, keys)) {
      if (row.targetId() != null) {
        ids.put(row.sourceKey(), row.targetId());
      }
    }
    return ids;
  }

  /** Steps that can have a result, in their order, as last read for these test cases. */
  public Map<String, List<TargetSteps.Step>> steps(Collection<String> caseKeys) {
    Map<String, List<TargetSteps.Step>> steps = new HashMap<>();
    for (List<Object> some : slices(caseKeys)) {
      store.read(
          session -> {
            session.forEach(
                """
                SELECT t.source_key, s.position, s.own_position, s.step_id, s.called_test_case_id, s.parent_step_id
                FROM target_step s JOIN target_object t ON t.target_object_id = s.test_case_object_id
                WHERE t.project_key = ? AND t.kind = 'TEST_CASE' AND s.position IS NOT NULL AND t.source_key IN ("""
                    + marks(some)
                    + ") ORDER BY s.position",
                row ->
                    steps
                        .computeIfAbsent(row.text("source_key"), key -> new ArrayList<>())
                        .add(TargetSteps.Step.of(row)),
                parameters(projectKey, some));
            return steps;
          });
    }
    return steps;
  }

  /**
   * Labels of the fields that ztoq fills, own fields only (not Priority and other system fields).
   */
  public Set<String> ownLabels(String objectType) {
    return new HashSet<>(
        store.read(
            session ->
                session.query(
                    "SELECT label FROM target_field WHERE project_key = ? AND object_type = ? AND NOT is_system",
                    row -> row.text("label"),
                    projectKey,
                    objectType)));
  }

  private List<LedgerRow> rows(TargetKind kind, String column, Collection<?> values) {
    List<LedgerRow> found = new ArrayList<>();
    for (List<Object> some : slices(values)) {
      found.addAll(
          store.read(
              session ->
                  session.query(
                      COLUMNS
                          + " AND t.kind = '"
                          + kind.name()
                          + "' AND "
                          + column
                          + " IN ("
                          + marks(some)
                          + ")",
                      LedgerView::row,
                      parameters(projectKey, some))));
    }
    return found;
  }

  static LedgerRow row(Row row) throws SQLException {
    return new LedgerRow(
        row.number("target_object_id"),
        TargetKind.valueOf(row.text("kind")),
        row.text("source_key"),
        row.textOrNull("parent_key"),
        row.numberOrNull("parent_target_id"),
        row.text("state"),
        row.textOrNull("document"),
        row.numberOrNull("target_id"));
  }

  /** At most 500 values per statement, each once. */
  private static List<List<Object>> slices(Collection<?> values) {
    List<Object> all = new ArrayList<>(new HashSet<>(values));
    List<List<Object>> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += 500) {
      slices.add(all.subList(from, Math.min(from + 500, all.size())));
    }
    return slices;
  }

  private static String marks(List<Object> values) {
    return String.join(",", Collections.nCopies(values.size(), "?"));
  }

  private static @Nullable Object[] parameters(String first, List<Object> rest) {
    List<Object> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all.toArray();
  }
}
