package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the values of a custom field are, judged by all of them, and which qTest types that allows.
 */
enum FieldKind {
  BOOLEAN(Set.of(TargetField.COMBO)),
  NUMBER(Set.of(TargetField.NUMBER)),
  DATE(Set.of(TargetField.DATE)),
  DATE_TIME(Set.of(TargetField.DATE_TIME)),
  SEVERAL(Set.of(TargetField.MULTI)),
  RICH(Set.of(TargetField.RICH)),
  USER(Set.of(TargetField.TEXT)),
  WORDS(Set.of(TargetField.TEXT, TargetField.COMBO)),
  OTHER(Set.of(TargetField.AREA));

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*");
  private static final Pattern TAG = Pattern.compile("<[a-zA-Z/][^>]*>");

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Integer> types;

  FieldKind(Set<Integer> types) {
    this.types = types;
  }

  /** Data types of qTest that may hold it. */
  Set<Integer> types() {
    return types;
  }

  /**
   * @param users account ids that occur in the project
   */
  static FieldKind of(Collection<JsonNode> values, Set<String> users) {
    if (all(values, JsonNode::isBoolean)) {
      return BOOLEAN;
    }
    if (all(values, JsonNode::isNumber)) {
      return NUMBER;
    }
    if (all(values, value -> value.isArray() && texts(value))) {
      return SEVERAL;
    }
    if (!all(values, JsonNode::isTextual)) {
      return OTHER;
    }
    if (all(values, value -> DAY.matcher(value.asText()).matches())) {
      return DATE;
    }
    if (all(values, value -> MOMENT.matcher(value.asText()).matches())) {
      return DATE_TIME;
    }
    if (all(values, value -> users.contains(value.asText()))) {
      return USER;
    }
    return values.stream().anyMatch(value -> TAG.matcher(value.asText()).find()) ? RICH : WORDS;
  }

  private static boolean texts(JsonNode array) {
    for (JsonNode value : array) {
      if (!value.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static boolean all(Collection<JsonNode> values, Predicate<JsonNode> condition) {
    return values.stream().allMatch(condition);
  }
}
