package io.ztoq.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the values of a Zephyr field mean, and the qTest field that holds them (data types:
 * api-contract.md 2.4).
 */
public enum FieldMeaning {
  BOOLEAN(3),
  NUMBER(7),
  DATE(4),
  DATE_TIME(9),
  SINGLE_CHOICE(3),
  MULTI_CHOICE(17),
  TEXT(1),
  RICH_TEXT(6),
  /** An account id, written through users.yaml. */
  USER(1),
  TEXT_AREA(2);

  /** Options of a boolean. */
  public static final List<String> YES_NO = List.of("Yes", "No");

  private final int dataType;

  FieldMeaning(int dataType) {
    this.dataType = dataType;
  }

  /** qTest's number of the field type. */
  public int dataType() {
    return dataType;
  }

  /** The word in the mapping files and in {@code target_field.inferred_as}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<FieldMeaning> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
