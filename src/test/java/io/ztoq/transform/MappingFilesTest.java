package io.ztoq.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.SourceProject;
import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFilesTest {

  @TempDir Path folder;

  @Test
  void theDefaultsInTheJarAreThoseOfTheConfigFolder() throws IOException {
    Path config = Path.of(System.getProperty("project.dir", "."), "config", "mappings");
    try (Stream<Path> files = Files.list(config)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(6);
      for (Path file : all) {
        assertThat(resource(file.getFileName().toString())).isEqualTo(Files.readString(file));
      }
    }
  }

  @Test
  void saysEveryProblemAtOnceWithFileLineAndKey() throws IOException {
    Path file = folder.resolve("values.yaml");
    Files.writeString(file, "values:\n  priority: High\n  prioritee: {}\nvalue: {}\n");

    assertThatThrownBy(() -> load())
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("values.priority is 'High'")
        .hasMessageContaining(file + ":2")
        .hasMessageContaining("values.prioritee is not a known key")
        .hasMessageContaining("'value' is no section");
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Files.createDirectory(folder.resolve("values.yaml"));
    Files.write(folder.resolve("objects.yaml"), new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});

    assertThatThrownBy(() -> load())
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("values.yaml: it is a folder;")
        .hasMessageContaining("objects.yaml: it is not UTF-8 text;");
  }

  @Test
  void aTableThatIsGivenReplacesTheDefaultTable() throws IOException {
    Files.writeString(folder.resolve("values.yaml"), "values:\n  priority:\n    Urgent: High\n");

    assertThat(load().priority().rows()).containsOnlyKeys("Urgent");
    assertThat(load().status().table().find("Pass")).isEqualTo("Passed");
  }

  @Test
  void aMappedFieldThatNoObjectHasIsTold() throws IOException {
    Path map = folder.resolve("custom_fields_map.yaml");
    Files.writeString(map, "test_case:\n  Effort: Effort in days\n  Nope: Something\n");
    MappingFiles.Places byDefault = MappingFiles.Places.DEFAULT;
    try (Store store = Stores.sqlite(folder)) {
      SourceProject source = new SourceProject(store);
      source.testCase(1, "High");
      source.field("TestCase", 1, "Effort", "7", "NUMBER");

      Transforming transforming =
          Transforming.of(store)
              .withRules(
                  MappingFiles.load(new MappingFiles.Places(folder, map, byDefault.users())));
      transforming.run("r1");

      assertThat(transforming.losses("*"))
          .singleElement()
          .asString()
          .startsWith("Nope | unknown-field | nothing; 'test_case' of the custom field map")
          .endsWith("the objects have: Effort");
    }
  }

  private io.ztoq.mapping.MappingRules load() {
    MappingFiles.Places byDefault = MappingFiles.Places.DEFAULT;
    return MappingFiles.load(
        new MappingFiles.Places(folder, byDefault.customFieldMap(), byDefault.users()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = MappingFiles.class.getResourceAsStream("/mapping-defaults/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
