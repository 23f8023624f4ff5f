package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.SourceProject;
import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the coach says can be used as it stands, once its blanks are filled. */
class MappingSuggestTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() {
    try (Store store = Stores.sqlite(folder)) {
      SourceProject source = new SourceProject(store);
      source.testCase(1, "High");
      source.testCase(2, "Major");
      source.testCase(3, "Whenever");
    }
  }

  @Test
  void marksTheUncoveredValuesAndSaysHowToGetTheFile() {
    assertThat(suggest()).isEqualTo(1);

    assertThat(out.toString())
        .startsWith("2 values have no rule; their records are rejected (MAP-001)")
        .containsPattern("values.priority +Major +1 +NO RULE +High")
        .containsPattern("values.priority +Whenever +1 +NO RULE +-")
        .contains("--output-file config/mappings/values.yaml")
        .contains("\"Whenever\": \"\"   # FILL IN");
    assertThat(out.toString().indexOf("Major")).isLessThan(out.toString().indexOf("High "));
  }

  @Test
  void theFileThatItWritesCoversEverythingOnceItsBlanksAreFilled() throws IOException {
    Path file = Files.createDirectories(folder.resolve("mappings")).resolve("values.yaml");
    String mappings = "migration.mappings=" + file.getParent();

    assertThat(suggest("--output-file", file.toString())).isEqualTo(1);
    String written = Files.readString(file);
    assertThat(suggest("--set", mappings)).isEqualTo(2);
    assertThat(err.toString()).contains("MAP-013", "Whenever", "values.yaml:");
    Files.writeString(file, written.replace("\"Whenever\": \"\"", "\"Whenever\": \"Low\""));

    assertThat(suggest("--set", mappings)).isZero();
    assertThat(out.toString()).contains("every value has a rule");
    assertThat(suggest("--set", mappings, "--output-file", file.toString())).isZero();
    assertThat(out.toString()).contains("nothing is written");
    assertThat(Files.readString(file)).contains("\"Whenever\": \"Low\"");
  }

  private int suggest(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("mapping", "suggest", "--project-key", "PAY", "--db-path"));
    arguments.add(folder.resolve("store.db").toString());
    arguments.addAll(List.of(options));
    Map<String, String> environment = Map.of("LOGGING_FILE", folder.resolve("z.log").toString());
    PrintWriter toOut = new PrintWriter(out, true);
    PrintWriter toErr = new PrintWriter(err, true);
    return Cli.run(
        new Surroundings(environment, toOut, toErr, false), arguments.toArray(String[]::new));
  }
}
