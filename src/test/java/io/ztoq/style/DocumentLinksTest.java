package io.ztoq.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link of a document leads somewhere: to a file that is there, and to a heading in it. */
class DocumentLinksTest {

  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  @TempDir private Path folder;

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
    List<Path> documents = documents();

    assertThat(documents).hasSizeGreaterThan(12);
    for (Path document : documents) {
      assertThat(broken(document)).as("broken links of %s", document).isEmpty();
    }
  }

  @Test
  void aMissingFileAndAMissingHeadingAreSeen() throws IOException {
    Files.writeString(folder.resolve("there.md"), "# A heading: with `code`\n");
    Path document = folder.resolve("a.md");
    Files.writeString(
        document,
        "[a](there.md) [b](there.md#a-heading-with-code) [c](there.md#none) [d](none.md) [e](https://x.invalid/y)");

    assertThat(broken(document)).containsExactly("there.md#none", "none.md");
  }

  @Test
  void everyDocumentCanBeReachedFromTheReadme() throws IOException {
    String readme = Files.readString(PROJECT.resolve("README.md"));

    try (Stream<Path> documents = Files.list(PROJECT.resolve("docs"))) {
      documents
          .filter(file -> file.toString().endsWith(".md"))
          .forEach(file -> assertThat(readme).contains("(docs/" + file.getFileName() + ")"));
    }
  }

  @Test
  void everyBeanThatARouteCallsIsExplained() throws IOException {
    String page = Files.readString(PROJECT.resolve("routes/README.md"));

    try (Stream<Path> files = Files.walk(PROJECT.resolve("routes"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".camel.yaml")).toList()) {
        Pattern.compile("ref: (\\w+)")
            .matcher(Files.readString(file))
            .results()
            .map(bean -> bean.group(1).replaceAll("(?<=enter|read|judge|leave)Qtest", "Zephyr"))
            .forEach(bean -> assertThat(page).as(file.toString()).contains("`" + bean + "`"));
      }
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String root : new String[] {"docs", "routes"}) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(root))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
      }
    }
    try (Stream<Path> files = Files.list(PROJECT)) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
    }
    return found;
  }

  private static List<String> broken(Path document) throws IOException {
    List<String> broken = new ArrayList<>();
    for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
      String file = link.group(1);
      if (file.contains("://") || file.startsWith("mailto:")) {
        continue;
      }
      Path target = file.isEmpty() ? document : document.resolveSibling(file);
      String heading = link.group(2);
      if (!Files.exists(target) || heading != null && !headings(target).contains(heading)) {
        broken.add(file + (heading == null ? "" : "#" + heading));
      }
    }
    return broken;
  }

  /** As a page of the repository names them: small letters, hyphens for spaces, no punctuation. */
  private static List<String> headings(Path document) throws IOException {
    return HEADING
        .matcher(Files.readString(document))
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .toList();
  }
}
