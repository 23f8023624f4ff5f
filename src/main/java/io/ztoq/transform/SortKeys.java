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
    return padded(number, 20);
  }

  /** Things without a position come after those with one, by number. */
  static String of(@Nullable Integer position, long number) {
    long place = position == null ? 9_999_999_999L : OFFSET + position;
    return padded(place, 10) + '-' + padded(number, 20);
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
  }

  /** After everything else. */
  static String last() {
    return "9999999999-" + "9".repeat(20);
  }
}
