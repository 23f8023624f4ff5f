package io.ztoq.cli;

/** A number with its word. */
final class Counted {

  private Counted() {}

  /** {@code 1 row}, {@code 2 rows}; for words that take an s, or es after an x, ch or s. */
  static String of(long count, String word) {
    return count + " " + (count == 1 ? word : word + (word.matches(".*(x|ch|s)") ? "es" : "s"));
  }
}
