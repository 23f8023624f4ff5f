package io.ztoq.transform;

import io.ztoq.failure.ProblemList;
import io.ztoq.mapping.CustomFieldRules;
import io.ztoq.mapping.FieldMeaning;
import io.ztoq.mapping.MappingRules;
import io.ztoq.mapping.OwnFields;
import io.ztoq.mapping.StatusRules;
import io.ztoq.mapping.TextRules;
import io.ztoq.mapping.WordTable;
import io.ztoq.qtest.Marker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compiles the mapping files into rules, or says everything that is wrong with them. */
public final class MappingFiles {

  private static final List<String> SECTIONS = List.of("test_case", "test_cycle", "test_execution");
  private static final List<String> TYPES =
      Arrays.stream(FieldMeaning.values()).map(FieldMeaning::word).toList();

  private final ProblemList problems = new ProblemList();
  private final RuleFiles files = new RuleFiles(problems);

  private MappingFiles() {}

  /**
   * Where the files are; a default path may be missing, another one must be there.
   *
   * @param folder config/mappings
   * @param customFieldMap custom_fields_map.yaml
   * @param users users.yaml
   */
  public record Places(Path folder, Path customFieldMap, Path users) {

    /** Where they are when nothing is set. */
    public static final Places DEFAULT =
        new Places(
            Path.of("config", "mappings"),
            Path.of("config", "mappings", RuleFiles.FIELD_MAP),
            Path.of("config", "users.yaml"));
  }

  /**
   * @throws io.ztoq.failure.RunStopped (MAP-010 to MAP-015, exit code 2) with file, line and key of
   *     every problem
   */
  public static MappingRules load(Places places) {
    MappingFiles reading = new MappingFiles();
    if (isThere(places.folder(), Places.DEFAULT.folder())) {
      reading.files.readFolder(places.folder());
    }
    if (isThere(places.customFieldMap(), Places.DEFAULT.customFieldMap())) {
      reading.files.readFieldMap(places.customFieldMap());
    }
    Map<String, String> users =
        isThere(places.users(), Places.DEFAULT.users())
            ? reading.files.readTable(places.users())
            : Map.of();
    MappingRules rules = reading.rules(users);
    reading.problems.throwIfAny();
    return rules;
  }

  /** The rules inside the jar, which are those of config/mappings as delivered. */
  public static MappingRules defaults() {
    MappingFiles reading = new MappingFiles();
    MappingRules rules = reading.rules(Map.of());
    reading.problems.throwIfAny();
    return rules;
  }

  private static boolean isThere(Path given, Path byDefault) {
    return Files.exists(given) || !given.equals(byDefault);
  }

  private MappingRules rules(Map<String, String> users) {
    RuleEntry priorities = entry("values", "priority");
    WordTable priority =
        new WordTable(
            priorities.path(),
            priorities.file(),
            priorities.table(),
            new HashSet<>(entry("values", "priority-labels").words()));
    RuleEntry statuses = entry("values", "execution-status");
    WordTable status = new WordTable(statuses.path(), statuses.file(), statuses.table(), Set.of());
    return new MappingRules(
        priority,
        new StatusRules(status, entry("values", "worst-first").words()),
        objects(),
        ownFields(),
        customFields(),
        new TextRules(users, entry("texts", "image-hosts").words()),
        new MappingRules.References(free("components"), free("versions")));
  }

  private MappingRules.ObjectRules objects() {
    return new MappingRules.ObjectRules(
        entry("objects", "no-folder-module").text(),
        entry("objects", "adhoc-cycle").text(),
        entry("objects", "links").oneOf(List.of("text", "none")).equals("text"),
        entry("attachments", "content-types").table());
  }

  private OwnFields ownFields() {
    Map<OwnFields.Property, OwnFields.Field> fields = new EnumMap<>(OwnFields.Property.class);
    Set<String> labels = new HashSet<>(Set.of(Marker.KEY_FIELD.toLowerCase(Locale.ROOT)));
    for (OwnFields.Property property : OwnFields.Property.values()) {
      RuleEntry entry = entry("fields", property.word());
      Map<String, RuleEntry> parts = entry.entries();
      if (!parts.keySet().equals(Set.of("label", "type"))) {
        entry.wrong("a label and a type");
        continue;
      }
      OwnFields.Field field =
          new OwnFields.Field(
              Objects.requireNonNull(parts.get("label")).text(),
              type(Objects.requireNonNull(parts.get("type"))));
      if (!labels.add(field.label().toLowerCase(Locale.ROOT))) {
        problems.add(
            "MAP-015", "label '%s' is used twice (%s)".formatted(field.label(), entry.place()));
      }
      fields.put(property, field);
    }
    return new OwnFields(fields);
  }

  private CustomFieldRules customFields() {
    String section = "custom-fields";
    CustomFieldRules.Choices choices =
        new CustomFieldRules.Choices(
            entry(section, "most-options").number(0, 1000),
            entry(section, "least-repeats").number(1, 1000),
            entry(section, "longest-option").number(1, 500),
            entry(section, "most-multi-options").number(0, 1000));
    Map<String, Map<String, String>> labels = new HashMap<>();
    SECTIONS.forEach(name -> labels.put(name, labels(name)));
    return new CustomFieldRules(
        choices, entry(section, "longest-text").number(1, 100_000), labels, types());
  }

  private Map<String, String> labels(String section) {
    Map<String, String> labels = free(section);
    Map<String, String> names = new HashMap<>();
    labels.forEach(
        (name, label) -> {
          String other = names.put(label.toLowerCase(Locale.ROOT), name);
          if (other != null) {
            String place = Objects.requireNonNull(section(section).get(name)).place();
            problems.add(
                "MAP-015",
                "%s: '%s' and '%s' both go to '%s'; give each a label of its own (%s)"
                    .formatted(section, other, name, label, place));
          }
        });
    return labels;
  }

  private Map<String, Map<String, FieldMeaning>> types() {
    RuleEntry entry = entry("custom-fields", "types");
    Map<String, Map<String, FieldMeaning>> types = new HashMap<>();
    entry
        .entries()
        .forEach(
            (section, fields) -> {
              if (!SECTIONS.contains(section)) {
                problems.add(
                    "MAP-012",
                    "%s is no section; sections: %s (%s)"
                        .formatted(fields.path(), SECTIONS, fields.place()));
              }
              Map<String, FieldMeaning> found = new HashMap<>();
              fields.entries().forEach((name, word) -> found.put(name, type(word)));
              types.put(section, found);
            });
    return types;
  }

  private static FieldMeaning type(RuleEntry entry) {
    return FieldMeaning.ofWord(entry.oneOf(TYPES)).orElse(FieldMeaning.TEXT);
  }

  private Map<String, String> free(String section) {
    Map<String, String> found = new HashMap<>();
    section(section).forEach((name, entry) -> found.put(name, entry.text()));
    return found;
  }

  private RuleEntry entry(String section, String key) {
    RuleEntry found = section(section).get(key);
    if (found == null) {
      throw new IllegalStateException("no default for " + section + "." + key);
    }
    return found;
  }

  private Map<String, RuleEntry> section(String name) {
    return files.sections().getOrDefault(name, Map.of());
  }
}
