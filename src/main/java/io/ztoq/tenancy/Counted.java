package io.ztoq.tenancy;

/** A number with its noun and verb, as a sentence needs them. */
public final class Counted {

  private Counted() {}

  /** {@code 1 row}, {@code 2 rows}. */
  public static String rows(long count) {
    return of(count, "row", "rows");
  }

  /** The number, then the word that fits it. */
  public static String of(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
