package io.ztoq.mapping;

import java.util.Map;

/**
 * How custom fields are understood.
 *
 * @param choices when texts are options
 * @param longestText in characters; longer texts become a text area
 * @param labels per section ({@code test_case}, {@code test_cycle}, {@code test_execution}): Zephyr
 *     name to qTest label
 * @param types per section: Zephyr name to what it means, instead of what the values say
 */
public record CustomFieldRules(
    Choices choices,
    int longestText,
    Map<String, Map<String, String>> labels,
    Map<String, Map<String, FieldMeaning>> types) {

  /**
   * @param mostOptions a text field with more different values than this is no single choice
   * @param leastRepeats how often each value must occur on average for a single choice, from 1
   * @param longestOption in characters; longer texts are no options
   * @param mostMultiOptions a list field with more different values becomes text
   */
  public record Choices(
      int mostOptions, int leastRepeats, int longestOption, int mostMultiOptions) {}

  public Map<String, String> labels(String section) {
    return labels.getOrDefault(section, Map.of());
  }

  public Map<String, FieldMeaning> types(String section) {
    return types.getOrDefault(section, Map.of());
  }
}
