package io.ztoq.mapping;

import io.ztoq.failure.RecordRejected;
import java.util.List;
import java.util.Optional;

/**
 * Execution statuses.
 *
 * @param table Zephyr's name to qTest's name, or to {@code none}
 * @param worstFirst Zephyr's names, for the rows of a data-driven execution
 */
public record StatusRules(WordTable table, List<String> worstFirst) {

  /** In the table: such an execution has a run but no log. */
  public static final String NONE = "none";

  public StatusRules {
    worstFirst = List.copyOf(worstFirst);
  }

  /**
   * @return qTest's name; empty when the status means that nothing was executed
   * @throws RecordRejected (MAP-001) when there is no rule
   */
  public Optional<String> translate(String sourceKey, String status) {
    String name = table.translate(sourceKey, status);
    return NONE.equals(name) ? Optional.empty() : Optional.of(name);
  }

  /**
   * Place in the order of badness, 0 is the worst; a status that is not listed counts like one of
   * the same meaning.
   */
  public int badness(String status) {
    int place = worstFirst.indexOf(status);
    if (place >= 0) {
      return place;
    }
    String meaning = table.find(status);
    for (int i = 0; i < worstFirst.size(); i++) {
      if (meaning != null && meaning.equals(table.find(worstFirst.get(i)))) {
        return i;
      }
    }
    return 0;
  }
}
