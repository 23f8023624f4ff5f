package io.ztoq.transform;

import org.jspecify.annotations.Nullable;

/**
 * Sort keys of the ledger: zero-padded numbers, so that text order is number order in every
 * collation.
 */
final class SortKeys {

  private static final long OFFSET = 1L << 32;

  private SortKeys() {}

  static String of(long number) {
    return "%020d".formatted(number);
  }

  /** Things without a position come after those with one, by number. */
  static String of(@Nullable Integer position, long number) {
    long place = position == null ? 9_999_999_999L : OFFSET + position;
    return "%010d-%020d".formatted(place, number);
  }

  /** After everything else. */
  static String last() {
    return "9999999999-" + "9".repeat(20);
  }
}
