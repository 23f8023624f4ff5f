package io.ztoq.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the line of a route file that an error message of Camel quotes without naming it. */
final class QuotedPlace {

  private static final Pattern STEP =
      Pattern.compile("route:? ([\\w-]+) at: >>> (.*?) <<<", Pattern.DOTALL);

  private static final Pattern VALUE = Pattern.compile("^[\\s-]*[\\w.]+: *[\"']?(.*?)[\"']?\\s*$");

  private static final int SHORTEST = 4;

  private final String step;
  private final @Nullable String route;
  private String quotes;
  private @Nullable String found;
  private int longest;

  private QuotedPlace(String message) {
    Matcher step = STEP.matcher(message);
    boolean namesStep = step.find();
    this.route = namesStep ? step.group(1) : null;
    this.step = namesStep ? step.group(2) : message;
    this.quotes = this.step;
  }

  /**
   * The line with the longest value that stands in a message, in the route that they name if they
   * do.
   *
   * @param chain messages of the exception and its causes
   * @param last message of the last cause, which is looked at first
   * @return file and line, null when nothing fits
   */
  static @Nullable String find(List<Path> files, String chain, String last) {
    QuotedPlace place = new QuotedPlace(chain);
    place.quotes = last.replace("://", ":");
    place.look(files);
    if (place.longest < SHORTEST) {
      place.quotes = place.step;
      place.look(files);
    }
    return place.found;
  }

  private void look(List<Path> files) {
    files.forEach(this::look);
  }

  private void look(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException unreadable) {
      return;
    }
    boolean inside = route == null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher value = VALUE.matcher(line);
      boolean isId = line.strip().equals("id: " + route);
      inside = route == null || isId || inside && !line.startsWith("- route:");
      if (inside && value.matches()) {
        consider(value.group(1), isId, file + ":" + (i + 1));
      }
    }
  }

  /** The id of the route counts only as long as nothing else does. */
  private void consider(String value, boolean isId, String place) {
    int length = isId ? 1 : value.length();
    if (length > longest && (isId || length >= SHORTEST && quotes.contains(value))) {
      longest = length;
      found = place;
    }
  }
}
