package io.ztoq.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each key of each record: its default is what the description says, and giving it has an
 * effect.
 */
class EveryKeyTest {

  static Stream<SettingKey> keys() {
    return SettingKey.all().stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void hasTheDefaultThatIsDocumented(SettingKey key) {
    String byDefault = key.about().byDefault();

    Settings none = load(Map.of());
    Settings given =
        byDefault.isEmpty() ? none : load(Map.of(key.path(), new Given(byDefault, "test")));

    assertThat(given).isEqualTo(none);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void hasAnEffect(SettingKey key) {
    Settings given = load(Map.of(key.path(), new Given(another(key), "test")));

    assertThat(given).isNotEqualTo(load(Map.of()));
  }

  private static String another(SettingKey key) {
    String byDefault = key.about().byDefault();
    Class<?> type = key.type();
    if (type == boolean.class) {
      return byDefault.equals("true") ? "false" : "true";
    } else if (type == int.class || type == long.class) {
      return byDefault.equals("7") ? "8" : "7";
    } else if (type.isEnum()) {
      return ValueReader.shown(type.getEnumConstants()[type.getEnumConstants().length - 1]);
    } else if (type == java.util.List.class) {
      return "extract";
    } else if (type == java.time.Duration.class) {
      return "17m";
    }
    return "https://elsewhere.example.com/x";
  }

  private static Settings load(Map<String, Given> options) {
    return new SettingsLoader(Map.of()).load(Path.of("no-such.yaml"), false, options, Set.of());
  }
}
