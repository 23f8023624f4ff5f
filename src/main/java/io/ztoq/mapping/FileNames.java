package io.ztoq.mapping;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of the files of one qTest object, made unique in the order in which they are asked for. Not
 * thread-safe.
 */
public final class FileNames {

  private final Set<String> taken = new HashSet<>();

  /** The name itself, or {@code name (2).ext} with the next free number (trap 28). */
  public String unique(String name) {
    if (taken.add(name)) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    String extension = dot <= 0 ? "" : name.substring(dot);
    int number = 2;
    while (!taken.add(stem + " (" + number + ")" + extension)) {
      number++;
    }
    return stem + " (" + number + ")" + extension;
  }

  /**
   * By the extension, else what the source said, else {@code application/octet-stream}.
   *
   * @param said by the source, null where it said nothing
   */
  public static String contentType(
      String name, @Nullable String said, Map<String, String> byExtension) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String other = said == null || said.isBlank() ? "application/octet-stream" : said;
    return byExtension.getOrDefault(extension, other);
  }
}
