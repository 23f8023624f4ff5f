package io.ztoq.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @Test
  void thePageForUsersSaysWhatTheRecordsSay() throws IOException {
    isKept("docs/configuration.md", SettingsReference.markdown());
  }

  @Test
  void theFileToStartFromHoldsEveryKeyWithItsDefault() throws IOException {
    isKept("config/config.yaml", SettingsReference.yaml());
  }

  @Test
  void theSchemaForEditorsSaysWhatTheRecordsSay() throws IOException {
    isKept("config/config.schema.json", SettingsReference.schema());
  }

  @Test
  void theFileToStartFromGivesTheDefaults() {
    Settings fromFile =
        new SettingsLoader(Map.of())
            .load(PROJECT.resolve("config/config.yaml"), true, Map.of(), Set.of());
    Settings byDefault =
        new SettingsLoader(Map.of()).load(Path.of("no-such.yaml"), false, Map.of(), Set.of());

    assertThat(fromFile).isEqualTo(byDefault);
  }

  @Test
  void theFileToStartFromFollowsTheSchema() throws IOException {
    assertThat(schemaProblems(Files.readString(PROJECT.resolve("config/config.yaml")))).isEmpty();
  }

  @Test
  void theSchemaSeesAnUnknownKey() throws IOException {
    assertThat(schemaProblems("zephyr:\n  page_sice: 5\n")).isNotEmpty();
  }

  private static Set<?> schemaProblems(String yaml) throws IOException {
    JsonNode schema = new ObjectMapper().readTree(SettingsReference.schema());
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(new YAMLMapper().readTree(yaml));
  }

  private static void isKept(String file, String expected) throws IOException {
    Path path = PROJECT.resolve(file);
    if (Boolean.getBoolean("regenerate")) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, expected);
    }
    assertThat(Files.readString(path)).isEqualTo(expected);
  }
}
