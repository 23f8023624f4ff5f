package io.ztoq.tenancy.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of the file with its place. What is wrong is noted and replaced by something harmless, so
 * that reading goes on and finds the rest.
 *
 * @param path keys from the top, {@code tables.users.rules[0]}
 */
record RuleNode(String file, String path, Node node, List<String> problems) {

  /** File and line. */
  String place() {
    return file + ":" + (node.getStartMark().getLine() + 1);
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  String text() {
    if (node instanceof ScalarNode scalar
        && !Tag.NULL.equals(node.getTag())
        && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    wrong("a text that is not empty");
    return "";
  }

  String text(String pattern, String rule) {
    String text = text();
    if (!text.isEmpty() && !text.matches(pattern)) {
      wrong(rule);
      return "";
    }
    return text;
  }

  boolean flag() {
    if (node instanceof ScalarNode scalar && Tag.BOOL.equals(node.getTag())) {
      return scalar.getValue().equals("true");
    }
    wrong("true or false");
    return false;
  }

  int number(int least, int most) {
    if (node instanceof ScalarNode scalar && scalar.getValue().matches("-?\\d{1,9}")) {
      int value = Integer.parseInt(scalar.getValue());
      if (value >= least && value <= most) {
        return value;
      }
    }
    wrong("a whole number from %d to %d".formatted(least, most));
    return least;
  }

  String oneOf(List<String> words) {
    if (node instanceof ScalarNode scalar && words.contains(scalar.getValue())) {
      return scalar.getValue();
    }
    wrong("one of " + String.join(", ", words));
    return words.get(0);
  }

  /** A list, or a single value that stands for a list of one. */
  List<RuleNode> items() {
    List<RuleNode> found = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        found.add(new RuleNode(file, "%s[%d]".formatted(path, found.size()), item, problems));
      }
    } else if (node instanceof ScalarNode && !Tag.NULL.equals(node.getTag())) {
      found.add(this);
    } else if (node instanceof MappingNode) {
      wrong("a list");
    }
    return found;
  }

  List<String> words() {
    return items().stream().map(RuleNode::text).toList();
  }

  /** What stands below, by key; a key that is given twice is a problem. */
  Map<String, RuleNode> entries() {
    Map<String, RuleNode> found = new LinkedHashMap<>();
    if (node instanceof MappingNode map) {
      map.getValue().forEach(tuple -> put(found, tuple));
    } else if (!Tag.NULL.equals(node.getTag())) {
      wrong("a table of keys and values");
    }
    return found;
  }

  /** The same; only these keys may be there. */
  Map<String, RuleNode> entries(Set<String> known) {
    Map<String, RuleNode> found = entries();
    found.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            problems.add(
                "%s is not a known key; known: %s (%s)"
                    .formatted(
                        value.path(),
                        String.join(", ", known.stream().sorted().toList()),
                        value.place()));
          }
        });
    return found;
  }

  void wrong(String rule) {
    String given =
        node instanceof ScalarNode scalar
            ? "'" + scalar.getValue() + "'"
            : "a " + (isList() ? "list" : "table");
    problems.add("%s is %s; it must be %s (%s)".formatted(path, given, rule, place()));
  }

  private void put(Map<String, RuleNode> found, NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add("%s has a key that is no word (%s)".formatted(path, place()));
      return;
    }
    String name = key.getValue();
    String full = path.isEmpty() ? name : path + "." + name;
    RuleNode entry = new RuleNode(file, full, tuple.getValueNode(), problems);
    if (found.put(name, entry) != null) {
      problems.add("%s is given twice (%s)".formatted(full, entry.place()));
    }
  }
}
