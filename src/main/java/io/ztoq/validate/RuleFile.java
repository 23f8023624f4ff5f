package io.ztoq.validate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one YAML file with rules, and remembers on which line everything stands. */
final class RuleFile {

  private static final YAMLFactory YAML = new YAMLFactory();

  private final Path file;
  private final List<String> problems;

  RuleFile(Path file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The entries below {@code rules}; whatever is wrong with the file goes to the problems. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser = YAML.createParser(Files.readString(file))) {
      if (parser.nextToken() == null) {
        return entries;
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        problem(line(parser), "the file must begin with 'rules:'");
        return entries;
      }
      readRoot(parser, entries);
    } catch (JsonProcessingException broken) {
      problem(
          broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
          broken.getOriginalMessage());
    } catch (IOException unreadable) {
      problem(1, "cannot be read: " + unreadable.getMessage());
    }
    return entries;
  }

  void problem(int line, String what) {
    problems.add("%s:%d %s".formatted(file, line, what));
  }

  private void readRoot(JsonParser parser, List<Entry> entries) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int line = line(parser);
      JsonToken value = parser.nextToken();
      if (key.equals("rules") && value == JsonToken.START_ARRAY) {
        readRules(parser, entries);
      } else {
        problem(
            line,
            key.equals("rules")
                ? "'rules' must be a list"
                : "unknown key '" + key + "', known: rules");
        parser.skipChildren();
      }
    }
  }

  private void readRules(JsonParser parser, List<Entry> entries) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        entries.add(readEntry(parser));
      } else {
        problem(
            line(parser), "a rule must be a map with id, phase, severity, scope, sentence and sql");
        parser.skipChildren();
      }
    }
  }

  private Entry readEntry(JsonParser parser) throws IOException {
    Entry entry = new Entry(line(parser), new LinkedHashMap<>(), new LinkedHashMap<>());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int line = line(parser);
      JsonToken value = parser.nextToken();
      if (entry.lines.put(key, line) != null) {
        problem(line, "key '" + key + "' stands twice in one rule");
      }
      if (value.isScalarValue()) {
        entry.values.put(key, value == JsonToken.VALUE_NULL ? "" : parser.getText());
      } else {
        problem(line, "key '" + key + "' must have one value");
        parser.skipChildren();
      }
    }
    return entry;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /**
   * @param line of the rule
   * @param values by key, as text
   * @param lines of the keys
   */
  record Entry(int line, Map<String, String> values, Map<String, Integer> lines) {

    String value(String key) {
      return values.getOrDefault(key, "").strip();
    }

    int lineOf(String key) {
      return lines.getOrDefault(key, line);
    }
  }
}
