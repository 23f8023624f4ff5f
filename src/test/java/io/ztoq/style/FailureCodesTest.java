package io.ztoq.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every message has a code, and every code is explained once. */
class FailureCodesTest {

  private static final Path ROOT = Path.of(System.getProperty("project.dir", "."));
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]{3}-\\d{3}) ");
  private static final Pattern CODE = Pattern.compile("\"((?!SHA)[A-Z]{3}-\\d{3})[\" ]");

  @Test
  void everyCodeOfTheSourceIsExplainedOnce() throws IOException {
    List<String> explained =
        ROW.matcher(read(ROOT.resolve("docs/failures.md")))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(explained)
        .hasSizeGreaterThan(50)
        .doesNotHaveDuplicates()
        .containsAll(codesOfTheSource());
  }

  private static List<String> codesOfTheSource() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(
              file ->
                  CODE.matcher(read(file)).results().map(found -> found.group(1)).toList().stream())
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
