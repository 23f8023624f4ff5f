package io.ztoq.transform;

import io.ztoq.failure.ProblemList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A key of a mapping file and what was given for it. Wrong types are noted as problems and give an
 * empty value, so that reading goes on and finds the rest.
 *
 * @param path section and key, e.g. {@code values.priority}
 */
record RuleEntry(String file, String path, Node node, ProblemList problems) {

  String text() {
    if (node instanceof ScalarNode scalar
        && !Tag.NULL.equals(node.getTag())
        && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    wrong("a text that is not empty");
    return "";
  }

  int number(int least, int most) {
    String rule = "a number from %d to %d".formatted(least, most);
    if (node instanceof ScalarNode scalar && Tag.INT.equals(node.getTag())) {
      try {
        int value = Integer.parseInt(scalar.getValue());
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException notDecimal) {
        // told below
      }
    }
    wrong(rule);
    return least;
  }

  String oneOf(List<String> words) {
    if (node instanceof ScalarNode scalar && words.contains(scalar.getValue())) {
      return scalar.getValue();
    }
    wrong("one of " + words);
    return words.get(0);
  }

  List<String> words() {
    List<String> found = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> found.add(new RuleEntry(file, path, item, problems).text()));
    } else {
      wrong("a list of words");
    }
    return found;
  }

  /** Texts by key. */
  Map<String, String> table() {
    Map<String, String> found = new LinkedHashMap<>();
    entries().forEach((key, entry) -> found.put(key, entry.text()));
    return found;
  }

  /** What stands below, by key; a key that is given twice is a problem. */
  Map<String, RuleEntry> entries() {
    Map<String, RuleEntry> found = new LinkedHashMap<>();
    if (node instanceof MappingNode map) {
      map.getValue().forEach(tuple -> put(found, tuple));
    } else if (!Tag.NULL.equals(node.getTag())) {
      wrong("a table of keys and values");
    }
    return found;
  }

  /** File and line, for messages. */
  String place() {
    return file + ":" + (node.getStartMark().getLine() + 1);
  }

  void wrong(String rule) {
    String given =
        node instanceof ScalarNode scalar ? "'" + scalar.getValue() + "'" : "a " + node.getNodeId();
    problems.add("MAP-013", "%s is %s; it must be %s (%s)".formatted(path, given, rule, place()));
  }

  private void put(Map<String, RuleEntry> found, NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add("MAP-011", "%s has a key that is no word (%s)".formatted(path, place()));
      return;
    }
    String name = key.getValue();
    String full = path.isEmpty() ? name : path + "." + name;
    RuleEntry entry = new RuleEntry(file, full, tuple.getValueNode(), problems);
    if (found.put(name, entry) != null) {
      problems.add("MAP-014", "%s is given twice (%s)".formatted(full, entry.place()));
    }
  }
}
