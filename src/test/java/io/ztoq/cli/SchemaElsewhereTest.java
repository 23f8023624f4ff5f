package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ztoq schema} without --migrations, as a process in a folder of its user. */
class SchemaElsewhereTest {

  @TempDir private Path folder;
  private Path home = Path.of("");
  private Path work = Path.of("");

  @BeforeEach
  void installation() throws IOException {
    home = folder.resolve("installation");
    work = Files.createDirectories(folder.resolve("work"));
    table(home.resolve("migrations/example"), "example");
  }

  @Test
  void theExampleOfTheInstallationIsNamedBeforeItIsUsed() throws Exception {
    Path example = home.resolve("migrations/example");

    Ended applied = schema("apply-all", "--url", "jdbc:sqlite:mine.db");
    Ended status = schema("status", "--url", "jdbc:sqlite:mine.db", "--format", "json");

    assertThat(applied.code()).isZero();
    assertThat(applied.err())
        .contains(
            "migrations: %s, the example that comes with ztoq".formatted(example),
            "name yours with --migrations");
    assertThat(status.err()).contains(example.toString());
    assertThat(new ObjectMapper().readTree(status.out()).get("version").asText()).isEqualTo("001");
  }

  @Test
  void theFolderMigrationsOfTheWorkingFolderCountsFirst() throws Exception {
    table(work.resolve("migrations"), "mine");

    Ended plan = schema("plan", "--url", "jdbc:sqlite:mine.db");

    assertThat(plan.out()).contains("001: mine").doesNotContain("example");
    assertThat(plan.err().lines()).containsExactly("migrations: migrations");
  }

  @Test
  void newWritesIntoTheWorkingFolderAndNeverIntoTheInstallation() throws Exception {
    Ended made = schema("new", "add reviews");

    assertThat(made.out()).contains("made migrations/V001__add_reviews.sql");
    assertThat(work.resolve("migrations/V001__add_reviews.sql")).exists();
    assertThat(home.resolve("migrations/example")).isDirectoryNotContaining("glob:**reviews*");
  }

  private static void table(Path set, String name) throws IOException {
    Files.createDirectories(set);
    Files.writeString(
        set.resolve("V001__%s.sql".formatted(name)),
        "CREATE TABLE %s (id INTEGER);".formatted(name));
    Files.writeString(
        set.resolve("U001__%s.sql".formatted(name)), "DROP TABLE %s;".formatted(name));
  }

  private record Ended(int code, String out, String err) {}

  private Ended schema(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dztoq.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.ztoq.Ztoq",
                "schema"));
    command.addAll(List.of(words));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    int code =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }
}
