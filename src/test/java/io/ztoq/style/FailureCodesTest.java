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

/** Every message has a code, and every code is explained. */
class FailureCodesTest {

  private static final Path ROOT = Path.of(System.getProperty("project.dir", "."));
  private static final Pattern CODE = Pattern.compile("\"((?!SHA)[A-Z]{3}-\\d{3})\"");

  @Test
  void everyCodeOfTheSourceStandsInTheDocument() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/failures.md"));

    List<String> codes = codesOfTheSource();

    assertThat(codes)
        .hasSizeGreaterThan(50)
        .allSatisfy(code -> assertThat(document).contains(code));
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
