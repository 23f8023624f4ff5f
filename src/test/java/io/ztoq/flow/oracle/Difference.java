package io.ztoq.flow.oracle;

/** One way in which the target is not what the source and the rules say. */
public record Difference(String object, String field, String expected, String actual) {

  private static final int SHOWN = 300;

  @Override
  public String toString() {
    return object + " " + field + ": expected " + shown(expected) + " but is " + shown(actual);
  }

  private static String shown(String text) {
    return '<' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + '>';
  }
}
