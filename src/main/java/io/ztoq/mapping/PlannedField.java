package io.ztoq.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A qTest field that documents use.
 *
 * @param sourceName Zephyr's name, null for ztoq's own and qTest's system fields
 * @param label in qTest
 * @param options of a choice, sorted; empty for others
 * @param isSystem whether qTest has it by itself
 */
public record PlannedField(
    @Nullable String sourceName,
    String label,
    FieldMeaning meaning,
    List<String> options,
    boolean isSystem) {

  public PlannedField {
    options = List.copyOf(options);
  }
}
