package io.ztoq.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what the settings records say about every key: a page for users, a schema for editors, a
 * file to start from.
 */
public final class SettingsReference {

  private static final Map<String, String> AREA_TITLES =
      Map.of(
          "zephyr", "the source, Zephyr Scale Cloud",
          "qtest", "the target, qTest Manager",
          "database", "the store of ztoq",
          "performance", "how much at once",
          "migration", "what a run does",
          "network", "both remote systems",
          "logging", "the log file");

  private SettingsReference() {}

  /** docs/configuration.md. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (String area : SettingKey.areas()) {
      page.append(
          "\n## %s: %s\n\n| key | what it does | type | default | environment |\n|---|---|---|---|---|\n"
              .formatted(area, AREA_TITLES.get(area)));
      for (SettingKey key : SettingKey.ofArea(area)) {
        page.append(
            "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                    key.snake(),
                    cell(key.about().value()),
                    ValueReader.rule(key),
                    byDefault(key),
                    names(key)));
      }
    }
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String byDefault(SettingKey key) {
    if (key.about().required()) {
      return "**required**";
    }
    return key.about().byDefault().isEmpty() ? "none" : "`" + key.about().byDefault() + "`";
  }

  private static String names(SettingKey key) {
    return key.environment().stream()
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  /**
   * config/config.yaml: every key with its default; keys without one refer to their environment
   * variable.
   */
  public static String yaml() {
    StringBuilder file = new StringBuilder(YAML_HEAD);
    for (String area : SettingKey.areas()) {
      file.append("\n%s:  # %s\n".formatted(area, AREA_TITLES.get(area)));
      for (SettingKey key : SettingKey.ofArea(area)) {
        String value = key.about().byDefault();
        file.append(
            "  # %s: %s%s\n".formatted(key.about().value(), ValueReader.rule(key), unit(key)));
        file.append(
            "  %s: %s\n"
                .formatted(
                    key.snake(),
                    value.isEmpty() ? "${" + key.environment().get(0) + ":-}" : value));
      }
    }
    return file.toString();
  }

  private static String unit(SettingKey key) {
    return key.about().required() ? "; required" : "";
  }

  /** config/config.schema.json; names in snake_case and in kebab-case. */
  public static String schema() {
    String areas =
        SettingKey.areas().stream()
            .map(SettingsReference::areaSchema)
            .collect(Collectors.joining(",\n"));
    return """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "ztoq settings",
          "type": "object",
          "additionalProperties": false,
          "properties": {
        %s
          }
        }
        """
        .formatted(areas);
  }

  private static String areaSchema(String area) {
    List<SettingKey> keys = SettingKey.ofArea(area);
    String properties =
        keys.stream()
            .flatMap(
                key ->
                    List.of(key.snake(), key.name()).stream()
                        .distinct()
                        .map(name -> keySchema(name, key)))
            .collect(Collectors.joining(",\n"));
    return """
            "%s": {
              "type": ["object", "null"],
              "description": "%s",
              "additionalProperties": false,
              "properties": {
        %s
              }
            }"""
        .formatted(area, AREA_TITLES.get(area), properties);
  }

  private static String keySchema(String name, SettingKey key) {
    String description = key.about().value().replace("\\", "\\\\").replace("\"", "\\\"");
    return "        \"%s\": { %s, \"description\": \"%s\" }"
        .formatted(name, typeSchema(key), description);
  }

  private static String typeSchema(SettingKey key) {
    Class<?> type = key.type();
    String reference = "{ \"type\": \"string\", \"pattern\": \"\\\\$\\\\{\" }";
    if (type == int.class || type == long.class) {
      return "\"anyOf\": [{ \"type\": \"integer\"%s }, %s]"
          .formatted(limits(key.about()), reference);
    } else if (type == boolean.class) {
      return "\"anyOf\": [{ \"type\": \"boolean\" }, %s]".formatted(reference);
    } else if (type == List.class) {
      return "\"type\": [\"string\", \"array\"]";
    } else if (type.isEnum()) {
      String words =
          Arrays.stream(type.getEnumConstants())
              .flatMap(one -> spellings(ValueReader.shown(one)))
              .distinct()
              .map(word -> "\"" + word + "\"")
              .collect(Collectors.joining(", "));
      return "\"anyOf\": [{ \"enum\": [%s] }, %s]".formatted(words, reference);
    }
    return "\"type\": [\"string\", \"null\"]";
  }

  private static Stream<String> spellings(String word) {
    String snake = word.replace('-', '_');
    return Stream.of(word, snake, word.toUpperCase(Locale.ROOT), snake.toUpperCase(Locale.ROOT));
  }

  private static String limits(Key about) {
    String low = about.min() == Long.MIN_VALUE ? "" : ", \"minimum\": " + about.min();
    return about.max() == Long.MAX_VALUE ? low : low + ", \"maximum\": " + about.max();
  }

  private static final String HEAD =
      """
      # Configuration

      This page is generated from the settings records (`src/main/java/io/ztoq/settings`); a test compares it.
      Write it again with `./mvnw -q test -Dtest=SettingsReferenceTest -Dregenerate=true`.

      Settings come from three places; the later one wins:

      1. `config/config.yaml`, or the file named by `--config`. `${NAME}` and `${NAME:-default}` in a value are replaced
         by the environment variable NAME. Keys may be written in snake_case or kebab-case. Without `--config` the file
         may be missing.
      2. Environment variables: area and key in capitals (`ZEPHYR_API_TOKEN`, `QTEST_BASE_URL`), and the further names
         in the tables. Empty variables count as not set.
      3. Options of the command line.

      All problems are reported at once, each with file and line, exit code 2. A secret is never shown, and never taken
      from the command line as it is: write `env:NAME` or `file:PATH` there.

      In routes, every key that is not a secret can be used as `{{area.key}}` in kebab-case: `{{zephyr.page-size}}`.
      """;

  private static final String YAML_HEAD =
      """
      # Settings of ztoq. Every key is here with its default; delete what you do not need.
      # ${NAME:-default} takes the environment variable NAME. Secrets belong there, not into this file.
      # All keys are explained in docs/configuration.md; editors can check this file with config.schema.json:
      # yaml-language-server: $schema=config.schema.json
      """;
}
