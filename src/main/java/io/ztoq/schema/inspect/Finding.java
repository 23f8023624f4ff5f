package io.ztoq.schema.inspect;

/**
 * One thing that is not as it should be.
 *
 * @param kind one word for programs, for example {@code drift}
 * @param where number of a migration, name of an object or place in a file
 * @param message for people
 * @param weight what follows from it
 */
public record Finding(String kind, String where, String message, Weight weight) {

  /** From good to know to a contradiction, which makes the exit code 4. */
  public enum Weight {
    NOTE(0),
    WARNING(1),
    ERROR(1),
    CONFLICT(4);

    private final int status;

    Weight(int status) {
      this.status = status;
    }

    /** Exit code. */
    public int status() {
      return status;
    }
  }
}
