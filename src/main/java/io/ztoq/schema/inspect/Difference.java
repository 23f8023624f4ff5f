package io.ztoq.schema.inspect;

/**
 * One difference between a schema and the one that is expected.
 *
 * @param object for example {@code column clients.name}
 * @param expected definition, empty for an object that is not expected
 * @param found definition, empty for an object that is missing
 */
public record Difference(Kind kind, String object, String expected, String found) {

  /** How they differ. */
  public enum Kind {
    MISSING,
    EXTRA,
    DIFFERENT
  }

  /** A sentence without a full stop. */
  public String inWords() {
    return switch (kind) {
      case MISSING -> "%s is missing%s".formatted(object, of(expected));
      case EXTRA -> "%s is not expected%s".formatted(object, of(found));
      case DIFFERENT -> "%s is `%s`, expected `%s`".formatted(object, found, expected);
    };
  }

  private static String of(String definition) {
    return definition.isEmpty() ? "" : " (" + definition + ")";
  }
}
