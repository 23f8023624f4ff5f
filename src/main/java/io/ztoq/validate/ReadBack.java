package io.ztoq.validate;

import io.ztoq.qtest.LiveReader;
import io.ztoq.store.Finding;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LedgerView;
import io.ztoq.store.LiveObject;
import io.ztoq.store.LiveObjectRepository;
import io.ztoq.store.TargetKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What every check reads from and writes to. */
public record ReadBack(
    LiveReader qtest, LedgerView ledger, LiveObjectRepository live, FindingRepository findings) {

  /** Ledger rows of objects that qTest showed, by qTest id. */
  Map<Long, LedgerRow> rowsOf(TargetKind kind, Collection<Long> targetIds) {
    return ledger.byTarget(kind, targetIds).stream()
        .collect(
            Collectors.toMap(
                row -> Objects.requireNonNull(row.targetId()),
                Function.identity(),
                (one, same) -> one));
  }

  void keep(List<LiveObject> seen, List<Finding> found) {
    live.put(seen);
    findings.add(found);
  }
}
