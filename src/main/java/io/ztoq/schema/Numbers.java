package io.ztoq.schema;

import java.util.Optional;

/** Numbers of migrations: at least three digits, {@code 001}; {@code 000} is before everything. */
public final class Numbers {

  /** The state before the first migration. */
  public static final String NOTHING = "000";

  /** As wide as the column of {@code migration_history}. */
  private static final int MOST_DIGITS = 10;

  private Numbers() {}

  /** {@code 1}, {@code 01} and {@code 001} are {@code 001}; empty when it is no number. */
  public static Optional<String> normal(String text) {
    if (!text.matches("\\d{1," + MOST_DIGITS + "}")) {
      return Optional.empty();
    }
    return Optional.of("%03d".formatted(Long.parseLong(text)));
  }

  /** Order of two normal numbers. */
  public static int compare(String one, String other) {
    return Long.compare(Long.parseLong(one), Long.parseLong(other));
  }
}
