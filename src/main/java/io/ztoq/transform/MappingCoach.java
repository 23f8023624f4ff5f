package io.ztoq.transform;

import io.ztoq.mapping.FieldProfile;
import io.ztoq.mapping.MappingRules;
import io.ztoq.mapping.WordTable;
import io.ztoq.store.Json;
import io.ztoq.store.Session;
import io.ztoq.store.Store;
import io.ztoq.store.source.Surveys;
import io.ztoq.store.source.Surveys.Count;
import io.ztoq.transform.FieldPlan.CustomFields;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists every value of a project that the mapping files speak of, with counts, and the YAML that is
 * missing.
 */
public final class MappingCoach {

  /** Words that often mean the same; the first that is a known target is suggested. */
  private static final Map<String, List<String>> ALIKE =
      Map.ofEntries(
          Map.entry("critical", List.of("Critical", "Urgent", "High")),
          Map.entry("blocker", List.of("Urgent", "High")),
          Map.entry("highest", List.of("Urgent", "High")),
          Map.entry("major", List.of("High")),
          Map.entry("minor", List.of("Low")),
          Map.entry("lowest", List.of("Low")),
          Map.entry("trivial", List.of("Low")),
          Map.entry("retest", List.of("Incomplete")),
          Map.entry("skipped", List.of("none")),
          Map.entry("n/a", List.of("none")));

  private final Store store;
  private final String projectKey;
  private final MappingRules rules;

  public MappingCoach(Store store, String projectKey, MappingRules rules) {
    this.store = store;
    this.projectKey = projectKey;
    this.rules = rules;
  }

  /**
   * One value.
   *
   * @param section of the mapping files, e.g. {@code values.priority}
   * @param mappedTo what it becomes, null when there is no rule and its records are rejected
   * @param suggestion what it could become, null without an idea
   */
  public record Value(
      String section,
      String value,
      long count,
      @Nullable String mappedTo,
      @Nullable String suggestion) {

    /** Whether records with it are rejected. */
    public boolean isMissing() {
      return mappedTo == null;
    }
  }

  /**
   * @param yaml a whole values.yaml with rows for what is missing; empty when nothing is missing
   */
  public record Advice(List<Value> values, String yaml) {
    public Advice {
      values = List.copyOf(values);
    }
  }

  /**
   * Reads the store only.
   *
   * @throws io.ztoq.failure.RunStopped (TRF-010) when the project was not extracted
   */
  public Advice advise() {
    String projectId = Transform.projectId(store, projectKey);
    List<Value> values = store.read(session -> values(session, projectId));
    return new Advice(values, yaml(values));
  }

  private List<Value> values(Session session, String projectId) throws SQLException {
    List<Value> values = new ArrayList<>();
    Surveys.priorities(session, projectId).forEach(one -> values.add(word(rules.priority(), one)));
    Map<String, Long> statuses = new LinkedHashMap<>();
    Surveys.executionStatuses(session, projectId)
        .forEach(one -> statuses.put(one.value(), one.count()));
    Surveys.stepStatuses(session, projectId)
        .forEach(one -> statuses.merge(one.value(), one.count(), Long::sum));
    statuses.remove("");
    statuses.forEach(
        (name, count) -> values.add(word(rules.status().table(), new Count(name, count))));
    for (CustomFields where : CustomFields.values()) {
      new FieldSurvey(rules, Map.of())
          .profiles(session, projectId, where)
          .forEach((name, profile) -> values.add(field(where, name, profile)));
    }
    for (Count one : Surveys.users(session, projectId)) {
      values.add(
          new Value("users", one.value(), one.count(), rules.texts().userName(one.value()), null));
    }
    for (Count one : Surveys.components(session, projectId)) {
      String name = rules.references().component(Long.parseLong(one.value()));
      values.add(new Value("components", one.value(), one.count(), name, null));
    }
    for (Count one : Surveys.versions(session, projectId)) {
      String name = rules.references().version(Long.parseLong(one.value()));
      values.add(new Value("versions", one.value(), one.count(), name, null));
    }
    return values;
  }

  private static Value word(WordTable table, Count one) {
    String mapped = table.find(one.value());
    return new Value(
        table.key(),
        one.value(),
        one.count(),
        mapped,
        mapped == null ? suggest(table, one.value()) : null);
  }

  private static @Nullable String suggest(WordTable table, String word) {
    for (String known : table.rows().values()) {
      if (known.equalsIgnoreCase(word)) {
        return known;
      }
    }
    for (Map.Entry<String, String> row : table.rows().entrySet()) {
      if (row.getKey().equalsIgnoreCase(word.strip())) {
        return row.getValue();
      }
    }
    return ALIKE.getOrDefault(word.strip().toLowerCase(Locale.ROOT), List.of()).stream()
        .filter(one -> table.rows().containsValue(one) || table.sameWords().contains(one))
        .findFirst()
        .orElse(null);
  }

  private Value field(CustomFields where, String name, FieldProfile profile) {
    String label = rules.customFields().labels(where.section()).get(name);
    String type =
        rules.customFields().types(where.section()).getOrDefault(name, profile.meaning()).word();
    String target = label == null ? name : label;
    return new Value(where.section(), name, profile.count(), target + " (" + type + ")", null);
  }

  /** All of the section {@code values}, since a file of it takes the place of values.yaml. */
  private String yaml(List<Value> values) {
    List<Value> missing = values.stream().filter(Value::isMissing).toList();
    if (missing.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("# takes the place of config/mappings/values.yaml\nvalues:\n");
    table(text, rules.priority(), missing, "test cases");
    list(text, "priority-labels", rules.priority().sameWords().stream().sorted().toList());
    table(text, rules.status().table(), missing, "executions and step results");
    list(text, "worst-first", rules.status().worstFirst());
    return text.toString();
  }

  private static void table(
      StringBuilder text, WordTable table, List<Value> missing, String counted) {
    text.append("  ").append(table.key().substring(table.key().indexOf('.') + 1)).append(":\n");
    new TreeMap<>(table.rows())
        .forEach((word, target) -> text.append(row(word, target)).append('\n'));
    for (Value one : missing) {
      if (one.section().equals(table.key())) {
        String mark = one.suggestion() == null ? "FILL IN" : "suggested";
        text.append(row(one.value(), one.suggestion()))
            .append("   # %s, %d %s\n".formatted(mark, one.count(), counted));
      }
    }
  }

  private static void list(StringBuilder text, String key, List<String> words) {
    text.append("  ").append(key).append(": ").append(Json.write(words)).append('\n');
  }

  /** A JSON text is a YAML text, whatever is in it. */
  private static String row(String word, @Nullable String target) {
    return "    %s: %s".formatted(Json.write(word), Json.write(target == null ? "" : target));
  }
}
