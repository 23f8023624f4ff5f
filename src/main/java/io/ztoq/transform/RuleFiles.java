package io.ztoq.transform;

import io.ztoq.failure.ProblemList;
import io.ztoq.failure.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the mapping files over the defaults inside the jar: a key that a file gives replaces the
 * default of that key.
 */
final class RuleFiles {

  private static final String MAPPINGS = "migration.mappings";
  static final String FIELD_MAP = "custom_fields_map.yaml";
  private static final List<String> DEFAULTS =
      List.of(
          "values.yaml",
          "objects.yaml",
          "fields.yaml",
          "custom-fields.yaml",
          "references.yaml",
          FIELD_MAP);

  /** Sections whose keys are names of the customer. */
  private static final Set<String> FREE =
      Set.of("components", "versions", "test_case", "test_cycle", "test_execution");

  private final ProblemList problems;
  private final Map<String, Map<String, RuleEntry>> sections = new LinkedHashMap<>();
  private final Map<String, String> givenBy = new TreeMap<>();

  RuleFiles(ProblemList problems) {
    this.problems = problems;
    DEFAULTS.forEach(this::readDefault);
  }

  /** All sections with all keys. */
  Map<String, Map<String, RuleEntry>> sections() {
    return sections;
  }

  /**
   * Every YAML file of the folder, the custom field map excepted, which has a setting of its own.
   */
  void readFolder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted = files.filter(RuleFiles::isYaml).sorted().toList();
      sorted.stream()
          .filter(file -> !file.getFileName().toString().equals(FIELD_MAP))
          .forEach(this::readFile);
    } catch (IOException problem) {
      unreadable(folder, MAPPINGS, problem);
    }
  }

  void readFile(Path file) {
    readFile(file, MAPPINGS);
  }

  /** The custom field map. */
  void readFieldMap(Path file) {
    readFile(file, "--custom-field-map or migration.custom-field-map");
  }

  private void readFile(Path file, String setting) {
    root(file, setting)
        .ifPresent(root -> root.entries().forEach((section, entry) -> override(section, entry)));
  }

  /** The one table that a file holds, e.g. users.yaml. */
  Map<String, String> readTable(Path file) {
    return root(file, "migration.users").map(RuleEntry::table).orElse(Map.of());
  }

  private Optional<RuleEntry> root(Path file, String setting) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return parse(file.toString(), reader);
    } catch (IOException problem) {
      unreadable(file, setting, problem);
      return Optional.empty();
    }
  }

  private Optional<RuleEntry> parse(String name, Reader reader) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      return Optional.ofNullable(root).map(node -> new RuleEntry(name, "", node, problems));
    } catch (MarkedYAMLException problem) {
      int line = problem.getProblemMark() == null ? 1 : problem.getProblemMark().getLine() + 1;
      problems.add(
          "MAP-011",
          "%s is not YAML: %s; correct it there (%s:%d)"
              .formatted(name, problem.getProblem(), name, line));
      return Optional.empty();
    } catch (YAMLException problem) {
      problems.add(
          "MAP-010",
          "cannot read %s: %s; make it a YAML file in UTF-8 or name another"
              .formatted(name, Reading.why(problem)));
      return Optional.empty();
    }
  }

  private void override(String section, RuleEntry entry) {
    Map<String, RuleEntry> known = sections.get(section);
    if (known == null) {
      problems.add(
          "MAP-012",
          "'%s' is no section; sections: %s (%s)"
              .formatted(section, sections.keySet(), entry.place()));
      return;
    }
    String before = givenBy.put(section, entry.file());
    if (before != null) {
      problems.add(
          "MAP-014",
          "section '%s' is given in %s, too (%s)".formatted(section, before, entry.place()));
    }
    entry.entries().forEach((key, value) -> override(section, known, key, value));
  }

  private void override(String section, Map<String, RuleEntry> known, String key, RuleEntry value) {
    if (!FREE.contains(section) && !known.containsKey(key)) {
      problems.add(
          "MAP-012",
          "%s is not a known key; keys of '%s': %s (%s)"
              .formatted(value.path(), section, known.keySet(), value.place()));
    } else {
      known.put(key, value);
    }
  }

  private void readDefault(String name) {
    String resource = "/mapping-defaults/" + name;
    try (InputStream in = RuleFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " in the jar");
      }
      RuleEntry root =
          parse("config/mappings/" + name, new InputStreamReader(in, StandardCharsets.UTF_8))
              .orElseThrow();
      root.entries()
          .forEach((section, entry) -> sections.put(section, new LinkedHashMap<>(entry.entries())));
    } catch (IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private void unreadable(Path file, String setting, IOException problem) {
    String why = Files.exists(file) ? problem.getClass().getSimpleName() : "it does not exist";
    problems.add(
        "MAP-010", "cannot read %s: %s; correct the path in %s".formatted(file, why, setting));
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
