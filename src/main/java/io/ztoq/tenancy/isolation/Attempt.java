package io.ztoq.tenancy.isolation;

/** What is tried with the rows of another tenant. */
public enum Attempt {
  /** Reads its rows. */
  READ("read"),
  /** Inserts a row of it. */
  INSERT("insert"),
  /** Changes its rows. */
  UPDATE("update"),
  /** Deletes its rows. */
  DELETE("delete"),
  /** Gives an own row to it, or takes one of its rows. */
  MOVE("move"),
  /** Lets an own row refer to one of its rows. */
  REFER("refer"),
  /** Does all of this without naming a tenant. */
  UNSET("unset"),
  /** Reads its own rows, which must work; else a proof would prove nothing. */
  OWN("own");

  private final String word;

  Attempt(String word) {
    this.word = word;
  }

  /** In reports. */
  public String word() {
    return word;
  }
}
