package io.ztoq.mapping;

import io.ztoq.failure.RecordRejected;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Translates words of Zephyr into words of qTest; a word without a row is never given a default.
 *
 * @param key of the table in the mapping files, for messages, e.g. {@code values.priority}
 * @param file where a row can be added
 * @param rows Zephyr's word to qTest's word
 * @param sameWords words that mean the same on both sides and need no row
 */
public record WordTable(String key, String file, Map<String, String> rows, Set<String> sameWords) {

  public WordTable {
    rows = Map.copyOf(rows);
    sameWords = Set.copyOf(sameWords);
  }

  /** Null when there is no rule. */
  public @Nullable String find(String word) {
    String found = rows.get(word);
    return found == null && sameWords.contains(word) ? word : found;
  }

  /**
   * @throws RecordRejected (MAP-001) when there is no rule for {@code word}
   */
  public String translate(String sourceKey, String word) {
    String found = find(word);
    if (found == null) {
      throw new RecordRejected(
          "MAP-001",
          "%s: no rule for '%s'; add it under '%s' in %s, known: %s"
              .formatted(sourceKey, word, key, file, new TreeSet<>(rows.keySet())));
    }
    return found;
  }
}
