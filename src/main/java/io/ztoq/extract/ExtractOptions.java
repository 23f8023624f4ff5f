package io.ztoq.extract;

import io.ztoq.store.VersionsDue;
import java.time.Duration;

/**
 * What an extraction is asked to do.
 *
 * @param pageSize rows to ask for per list page; Zephyr may give fewer
 * @param overlap how far an incremental reading goes back behind the start of the one before
 * @param limit most test cases, 0: all
 */
public record ExtractOptions(
    int pageSize,
    Paging paging,
    Reread reread,
    VersionsDue.Rule versions,
    Duration overlap,
    int limit) {

  /** How lists are paged. */
  public enum Paging {
    /** By cursor where the tenant has it. */
    AUTO,
    CURSOR,
    ROW_NUMBER
  }

  /** Which details a repeated reading reads again, besides those of changed rows. */
  public enum Reread {
    /** Those of rows that Zephyr's filter says were updated; where it cannot say so: none. */
    UPDATED,
    ALL,
    NONE
  }
}
