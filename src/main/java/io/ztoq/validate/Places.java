package io.ztoq.validate;

import io.ztoq.store.LedgerRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares where an object stands with where it should. */
final class Places {

  private Places() {}

  /**
   * @param parent id of the object in whose list it was seen, null at the top
   */
  static void compare(Comparison comparison, LedgerRow row, @Nullable Long parent) {
    boolean same = Objects.equals(row.parentTargetId(), parent);
    String expected = row.parentKey() == null ? "(top)" : row.parentKey();
    comparison.compared("parent", same ? expected : "elsewhere");
    if (!same) {
      comparison.difference(
          "VAL-PARENT", "parent", expected, parent == null ? "(top)" : "qTest object " + parent);
    }
  }
}
