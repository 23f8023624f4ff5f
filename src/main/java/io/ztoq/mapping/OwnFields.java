package io.ztoq.mapping;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The qTest fields that ztoq fills with Zephyr's own properties: label and type of each. */
public record OwnFields(Map<Property, Field> fields) {

  /**
   * A property of a case, run or suite; the word in the mapping files is the name in kebab-case.
   */
  public enum Property {
    PRIORITY,
    STATUS,
    OWNER,
    LABELS,
    COMPONENT,
    ESTIMATED_TIME,
    CREATED_ON,
    LINKS,
    ENVIRONMENT,
    PLANNED_START,
    PLANNED_END,
    VERSION;

    /** What a case has, in addition to its key. */
    public static final List<Property> OF_CASE =
        List.of(PRIORITY, STATUS, OWNER, LABELS, COMPONENT, ESTIMATED_TIME, CREATED_ON, LINKS);

    /** What a suite has, where cycles become suites. */
    public static final List<Property> OF_SUITE =
        List.of(STATUS, OWNER, LINKS, PLANNED_START, PLANNED_END, VERSION);

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Label and type in qTest. */
  public record Field(String label, FieldMeaning meaning) {}

  public OwnFields {
    fields = new EnumMap<>(fields);
  }

  public String label(Property property) {
    return field(property).label();
  }

  public Field field(Property property) {
    Field found = fields.get(property);
    if (found == null) {
      throw new IllegalStateException("no field for " + property);
    }
    return found;
  }
}
