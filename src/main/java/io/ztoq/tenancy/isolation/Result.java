package io.ztoq.tenancy.isolation;

/** How an attempt ended; the later ones outweigh the earlier ones. */
public enum Result {
  /** There are no rows to try it with, or no such reference. */
  NOTHING("-"),
  /** The role lacks the right for it, whoever's row it is. */
  NO_RIGHT("no right"),
  /** The own rows were seen. */
  SEEN("seen"),
  /** The database refused it, or showed nothing. */
  REFUSED("refused"),
  /** The database cannot refuse it; the application must. */
  NOT_ENFORCED("not enforced"),
  /** Something else came between, so that it is not known. */
  UNCLEAR("UNCLEAR"),
  /** It worked. */
  LEAK("LEAK");

  private final String word;

  Result(String word) {
    this.word = word;
  }

  /** In reports. */
  public String word() {
    return word;
  }

  /** Whether nothing is proven by it. */
  public boolean isBad() {
    return this == LEAK || this == UNCLEAR;
  }
}
