package io.ztoq.transform;

import io.ztoq.store.LedgerCounts;
import io.ztoq.store.LedgerCounts.KindCount;
import io.ztoq.store.Store;
import java.util.List;
import java.util.Map;

/**
 * What a load would do after the latest transform, in numbers.
 *
 * @param kinds in the order in which they are sent
 * @param losses number by kind of loss
 * @param rejects number of open rejects by failure code
 */
public record TransformSummary(
    List<KindCount> kinds, Map<String, Long> losses, Map<String, Long> rejects) {

  public TransformSummary {
    kinds = List.copyOf(kinds);
  }

  /** Changes nothing. */
  public static TransformSummary read(Store store, String projectKey) {
    return store.read(
        session ->
            new TransformSummary(
                LedgerCounts.kinds(session, projectKey),
                LedgerCounts.lossesByKind(session, projectKey),
                LedgerCounts.rejectsByCode(session, projectKey)));
  }
}
