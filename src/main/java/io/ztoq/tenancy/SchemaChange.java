package io.ztoq.tenancy;

import java.util.List;

/**
 * A migration to be written.
 *
 * @param name words of the file names
 * @param header lines at its top, without the two hyphens
 * @param up statements without semicolons
 * @param down statements that take it back, in their order
 */
public record SchemaChange(String name, List<String> header, List<String> up, List<String> down) {

  public SchemaChange {
    header = List.copyOf(header);
    up = List.copyOf(up);
    down = List.copyOf(down);
  }

  /** The text of the file that applies it. */
  public String upText() {
    StringBuilder text = new StringBuilder();
    header.forEach(line -> text.append("-- ").append(line).append('\n'));
    return text.append(text(up)).toString();
  }

  /** The text of the file that takes it back. */
  public String downText() {
    return text(down);
  }

  private static String text(List<String> statements) {
    return String.join(";\n", statements) + ";\n";
  }
}
