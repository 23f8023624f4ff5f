package io.ztoq.extract;

import io.ztoq.canonical.TestExecution;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.KnownCases;
import io.ztoq.store.SourceRow;
import io.ztoq.zephyr.ZephyrEntities;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a page one by one: a row that cannot be read does not harm the others. */
public final class PageRows {

  private final ExtractScope scope;
  private final KnownCases cases;

  public PageRows(ExtractScope scope, KnownCases cases) {
    this.scope = scope;
    this.cases = cases;
  }

  /**
   * At most one row per number; the last one counts.
   *
   * @param payloads of the rows of {@code page}
   */
  List<SourceRow> read(PageCursor cursor, List<ZephyrPage.Row> page, List<String> payloads) {
    Map<String, SourceRow> found = new LinkedHashMap<>();
    for (int i = 0; i < payloads.size(); i++) {
      SourceRow row = read(cursor.list(), page.get(i), payloads.get(i));
      SourceRow before = found.get(row.sourceKey());
      if (before != null && before.entity() != null && row.problem() != null) {
        row = SourceRow.unreadable(payloads.get(i), row.problem(), null, null);
      }
      found.put(row.sourceKey(), row);
    }
    List<SourceRow> rows = new ArrayList<>(found.values());
    boolean trial = cursor.reading().limit() > 0 && cursor.list() == ZephyrList.TEST_EXECUTION;
    return trial ? ofKnownCases(rows) : rows;
  }

  private static SourceRow read(ZephyrList list, ZephyrPage.Row one, String payload) {
    try {
      ZephyrObject row = one.object();
      return SourceRow.of(ZephyrEntities.read(list, row), payload, row.doubts());
    } catch (RecordRejected problem) {
      return SourceRow.unreadable(payload, problem, one.id(), one.key());
    }
  }

  private List<SourceRow> ofKnownCases(List<SourceRow> rows) {
    Set<String> known =
        cases.among(
            scope.get().projectId(),
            rows.stream().map(PageRows::caseKey).filter(key -> key != null).toList());
    return rows.stream().filter(row -> known.contains(String.valueOf(caseKey(row)))).toList();
  }

  private static @Nullable String caseKey(SourceRow row) {
    return row.entity() instanceof TestExecution one && one.executedCase() != null
        ? one.executedCase().key()
        : null;
  }
}
