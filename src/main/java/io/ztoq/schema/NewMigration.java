package io.ztoq.schema;

import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the files of the next migration: the highest number of the folder and one more. */
public final class NewMigration {

  private static final Pattern NUMBERED = Pattern.compile("[VU](\\d{1,10})__.*\\.sql");

  private NewMigration() {}

  /**
   * @param vendor kind of database that they are for, null for all
   * @param words any words, {@code add reviews}
   * @return the two files
   * @throws RunStopped (SCH-020, exit code 2) when there is no name in it or it cannot be written
   */
  public static List<Path> make(Path folder, @Nullable String vendor, String words) {
    String name = plain(words).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    if (name.isEmpty() || name.length() > 200) {
      throw SchemaFailures.usage(
          "SCH-020", "'%s' gives no name; use letters and digits, at most 200".formatted(words));
    }
    Path place = vendor == null ? folder : folder.resolve(vendor);
    try {
      Files.createDirectories(place);
      String number = "%03d".formatted(highest(folder) + 1);
      return List.of(
          write(place.resolve("V%s__%s.sql".formatted(number, name)), UP.formatted(number)),
          write(place.resolve("U%s__%s.sql".formatted(number, name)), DOWN.formatted(number)));
    } catch (IOException problem) {
      throw SchemaFailures.usage(
          "SCH-020",
          "cannot write the files of a migration to %s: %s".formatted(place, problem.getMessage()));
    }
  }

  /** Letters without their accents. */
  private static String plain(String words) {
    String lower = words.strip().toLowerCase(Locale.ROOT).replace("\u00df", "ss");
    return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  private static final String UP =
      """
      -- Applies migration %s. One transaction; the first lines may hold a header: requires, env, assert-before,
      -- assert-after, transaction, batch (docs/schema.md).

      """;

  private static final String DOWN =
      """
      -- Takes migration %s back: the reverse order, no CASCADE. Without a statement it is refused, unless
      -- its first line is the comment 'rollback: none' (docs/schema.md).

      """;

  private static long highest(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(folder));
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isDirectory).forEach(folders::add);
    }
    long highest = 0;
    for (Path one : folders) {
      try (Stream<Path> files = Files.list(one)) {
        for (Path file : files.toList()) {
          Matcher found = NUMBERED.matcher(file.getFileName().toString());
          if (found.matches()) {
            highest = Math.max(highest, Long.parseLong(found.group(1)));
          }
        }
      }
    }
    return highest;
  }

  private static Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
  }
}
