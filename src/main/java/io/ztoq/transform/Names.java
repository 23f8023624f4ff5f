package io.ztoq.transform;

import io.ztoq.failure.RecordRejected;
import org.jspecify.annotations.Nullable;

/** Checks of what qTest insists on. */
final class Names {

  /** qTest's limit for names, api-contract.md 2.3. */
  private static final int LONGEST = 500;

  private Names() {}

  /**
   * @throws RecordRejected (TRF-001) when qTest cannot hold the name; it is never cut
   */
  static String check(String sourceKey, String name) {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new RecordRejected(
          "TRF-001",
          "%s: its name has %d characters, qTest wants 1 to %d; rename it in Zephyr"
              .formatted(sourceKey, name.length(), LONGEST));
    }
    return name;
  }

  /**
   * @throws RecordRejected (TRF-005) when {@code isUnread}: without its details the record would
   *     look complete in qTest and not be
   */
  static void checkRead(String sourceKey, String what, boolean isUnread) {
    if (isUnread) {
      throw new RecordRejected(
          "TRF-005",
          "%s: its %s were not read from Zephyr; extract again, a reject of the extraction may say why"
              .formatted(sourceKey, what));
    }
  }

  /**
   * The name of a referenced value, null when there is no reference.
   *
   * @throws RecordRejected (TRF-002) when the number is in none of Zephyr's lists
   */
  static @Nullable String resolved(
      String sourceKey, String what, @Nullable String name, @Nullable Long id) {
    if (name != null && !name.isEmpty()) {
      return name;
    }
    if (id != null) {
      throw new RecordRejected(
          "TRF-002",
          "%s: its %s %d is in none of Zephyr's lists; extract again, or set the %s in Zephyr anew"
              .formatted(sourceKey, what, id, what));
    }
    return null;
  }
}
