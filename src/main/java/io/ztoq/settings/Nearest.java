package io.ztoq.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known word that differs least from {@code word}, if fewer than half of its letters differ.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(one -> distance(word, one) <= Math.max(1, word.length() / 2))
        .min(Comparator.comparingInt(one -> distance(word, one)));
  }

  /** Levenshtein distance. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
