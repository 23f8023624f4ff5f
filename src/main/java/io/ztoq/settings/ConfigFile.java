package io.ztoq.settings;

import io.ztoq.failure.Reading;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads config.yaml into values by key, each with the line it stands on. */
final class ConfigFile {

  private final Path file;
  private final Problems problems;
  private final Map<String, Given> values = new LinkedHashMap<>();

  private ConfigFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Values by kebab-case path, as written; unknown keys and wrong shapes are problems and left out.
   */
  static Map<String, Given> read(Path file, Problems problems) {
    ConfigFile config = new ConfigFile(file, problems);
    config.read();
    return config.values;
  }

  private void read() {
    try (Reader reader = Files.newBufferedReader(file)) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      if (root instanceof MappingNode areas) {
        areas.getValue().forEach(this::area);
      } else if (root != null) {
        problems.add("CFG-002", "%s does not hold areas with keys (%s)".formatted(file, at(root)));
      }
    } catch (MarkedYAMLException problem) {
      int line = problem.getProblemMark() == null ? 1 : problem.getProblemMark().getLine() + 1;
      problems.add(
          "CFG-002",
          "%s is not YAML: %s; correct it there (%s:%d)"
              .formatted(file, problem.getProblem(), file, line));
    } catch (IOException | YAMLException problem) {
      problems.unreadable(file, Reading.why(problem));
    }
  }

  private void area(NodeTuple entry) {
    String area = word(entry.getKeyNode());
    if (!SettingKey.areas().contains(area)) {
      String hint =
          Nearest.to(area, SettingKey.areas())
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("");
      problems.unknown(
          "'" + area + "'", at(entry.getKeyNode()), hint + "; areas: " + SettingKey.areas());
    } else if (entry.getValueNode() instanceof MappingNode keys) {
      keys.getValue().forEach(key -> key(area, key));
    } else if (!isNull(entry.getValueNode())) {
      problems.add("CFG-002", "'%s' must hold keys (%s)".formatted(area, at(entry.getValueNode())));
    }
  }

  private void key(String area, NodeTuple entry) {
    String name = word(entry.getKeyNode()).replace('_', '-');
    String path = area + "." + name;
    List<String> known = SettingKey.ofArea(area).stream().map(SettingKey::name).toList();
    if (!known.contains(name)) {
      unknownKey(area, path, name, known, entry.getKeyNode());
      return;
    }
    Given given = value(path, entry.getValueNode());
    if (given != null && values.put(path, given) != null) {
      problems.add("CFG-002", "%s is given twice (%s)".formatted(path, given.origin()));
    }
  }

  private void unknownKey(String area, String path, String name, List<String> known, Node node) {
    String replacement = OldKeys.replacement(path);
    if (replacement != null) {
      problems.add(
          "CFG-006",
          "%s is no longer a key; write %s instead (%s)".formatted(path, replacement, at(node)));
      return;
    }
    String near =
        Nearest.to(name, known)
            .map(one -> "; did you mean '" + area + "." + one.replace('-', '_') + "'?")
            .orElse("");
    problems.unknown(path, at(node), near);
  }

  private @Nullable Given value(String path, Node node) {
    if (isNull(node)) {
      return null;
    }
    if (node instanceof ScalarNode scalar) {
      return new Given(scalar.getValue(), at(node));
    }
    if (node instanceof SequenceNode list
        && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      String joined =
          list.getValue().stream().map(ConfigFile::word).collect(Collectors.joining(","));
      return new Given(joined, at(node));
    }
    problems.add(
        "CFG-004", "%s must be a single value or a list of words (%s)".formatted(path, at(node)));
    return null;
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  private static String word(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : node.getNodeId().toString();
  }

  private String at(Node node) {
    return file + ":" + (node.getStartMark().getLine() + 1);
  }
}
