package io.ztoq.validate;

import io.ztoq.store.LedgerRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bounded piece of reading back: the children of one parent, one page, or the files of at most
 * 100 owners.
 *
 * @param what to read
 * @param targetId qTest id of the parent, or number of the page; null at the top
 * @param owners only for files
 */
public record ReadWork(What what, @Nullable Long targetId, List<LedgerRow> owners) {

  public ReadWork {
    owners = List.copyOf(owners);
  }

  static ReadWork of(What what, @Nullable Long targetId) {
    return new ReadWork(what, targetId, List.of());
  }

  /** Kinds of reading. */
  public enum What {
    MODULES_BELOW,
    CASES_IN,
    CYCLES_BELOW,
    RUNS_IN_CYCLE,
    RUNS_IN_SUITE,
    ALL_LOGS,
    LOGS_OF_RUN,
    FILES_OF_CASES,
    FILES_OF_LOGS
  }
}
