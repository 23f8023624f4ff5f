package io.ztoq.flow.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Collects what differs; says how much was compared, so that a check that compares nothing is
 * noticed.
 */
final class Differences {

  private final List<Difference> found = new ArrayList<>();
  private int comparisons;

  void same(String object, String field, Object expected, Object actual) {
    comparisons++;
    if (!Objects.equals(expected, actual)) {
      found.add(new Difference(object, field, String.valueOf(expected), String.valueOf(actual)));
    }
  }

  void holds(boolean holds, String object, String field, String expected, Object actual) {
    comparisons++;
    if (!holds) {
      found.add(new Difference(object, field, expected, String.valueOf(actual)));
    }
  }

  void states(Texts texts, String object, String field, String actual, Collection<String> facts) {
    comparisons += facts.size();
    for (String fact : texts.missing(actual, facts)) {
      found.add(new Difference(object, field, "a text that states " + fact, actual));
    }
  }

  List<Difference> found() {
    return List.copyOf(found);
  }

  int comparisons() {
    return comparisons;
  }
}
