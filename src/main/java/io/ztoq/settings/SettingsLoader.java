package io.ztoq.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up config.yaml, the environment and the command line; the later one wins. Reports every
 * problem at once.
 */
public final class SettingsLoader {

  private final Map<String, String> environment;
  private final References references;
  private final Problems problems = new Problems();
  private final ValueReader reader = new ValueReader(problems);

  /**
   * @param environment variables by name, in production {@link System#getenv()}
   */
  public SettingsLoader(Map<String, String> environment) {
    this.environment = environment;
    this.references = new References(environment);
  }

  /**
   * Reads {@code file} unless it is missing and not demanded. Required keys are demanded only of
   * the areas in {@code needed}; in other areas a missing required key is empty.
   *
   * @param fileDemanded whether a missing file is a problem (somebody named it)
   * @param options values of the command line by path, for example {@code zephyr.project-key}
   * @param needed areas that the command works with
   * @throws io.ztoq.failure.RunStopped (CFG-001 to CFG-008, exit code 2) with one line per problem
   */
  public Settings load(
      Path file, boolean fileDemanded, Map<String, Given> options, Set<String> needed) {
    Map<String, Given> given = new LinkedHashMap<>();
    if (fileDemanded || Files.exists(file)) {
      given.putAll(ConfigFile.read(file, problems));
    }
    given.replaceAll((path, one) -> new Given(references.resolve(one.text()), withUnset(one)));
    given.putAll(fromEnvironment());
    options.forEach(this::known);
    given.putAll(options);
    Map<String, Object> areas = new HashMap<>();
    for (RecordComponent area : Settings.class.getRecordComponents()) {
      areas.put(area.getName(), area(area, given, needed.contains(area.getName())));
    }
    new NeededTogether(problems, needed).check(areas);
    problems.throwIfAny();
    return build(
        Settings.class,
        Arrays.stream(Settings.class.getRecordComponents())
            .map(area -> areas.get(area.getName()))
            .toArray());
  }

  /** Whether {@code path} is a key whose value must not be given as an argument. */
  public static boolean isSecret(String path) {
    return SettingKey.all().stream()
        .anyMatch(key -> key.path().equals(path) && key.about().secret());
  }

  private void known(String path, Given option) {
    List<String> paths = SettingKey.all().stream().map(SettingKey::path).toList();
    if (!paths.contains(path)) {
      String near = Nearest.to(path, paths).map(one -> "; did you mean '" + one + "'?").orElse("");
      problems.unknown(path, option.origin(), near);
    }
  }

  /**
   * The origin, and the variables that were referred to in vain: a missing value is then easy to
   * explain.
   */
  private String withUnset(Given given) {
    List<String> unset = references.unset(given.text());
    return unset.isEmpty()
        ? given.origin()
        : "%s refers to %s, which is not set".formatted(given.origin(), String.join(", ", unset));
  }

  private Map<String, Given> fromEnvironment() {
    Map<String, Given> found = new HashMap<>();
    for (SettingKey key : SettingKey.all()) {
      for (String name : key.environment()) {
        String text = environment.getOrDefault(name, "");
        if (!text.isBlank()) {
          found.putIfAbsent(key.path(), new Given(text, "environment variable " + name));
        }
      }
    }
    return found;
  }

  private @Nullable Object area(RecordComponent area, Map<String, Given> given, boolean needed) {
    List<@Nullable Object> values = new ArrayList<>();
    for (SettingKey key : SettingKey.ofArea(area.getName())) {
      values.add(value(key, given.get(key.path()), needed));
    }
    try {
      return build(area.getType(), values.toArray());
    } catch (IllegalArgumentException problem) {
      problems.add(
          "CFG-004", String.valueOf(problem.getMessage()) + origins(area.getName(), given));
      return null;
    }
  }

  private static String origins(String area, Map<String, Given> given) {
    Given phases = given.get(area + ".phases");
    return phases == null ? "" : " (" + phases.origin() + ")";
  }

  private @Nullable Object value(SettingKey key, @Nullable Given given, boolean needed) {
    boolean empty = given == null || given.text().isBlank();
    if (empty && key.about().required() && needed) {
      problems.missing(
          key.path(), Advice.give(key) + (given == null ? "" : " (" + given.origin() + ")"));
    }
    Object value = empty || given == null ? null : reader.read(key, given);
    if (value != null) {
      return value;
    }
    String byDefault = key.about().byDefault();
    return byDefault.isEmpty() ? nothing(key) : reader.read(key, new Given(byDefault, "default"));
  }

  /**
   * Stands for a required key of an area that this command does not work with, or for one with a
   * problem.
   */
  private static @Nullable Object nothing(SettingKey key) {
    if (key.type() == int.class) {
      return 0;
    } else if (key.type() == long.class) {
      return 0L;
    } else if (key.type() == boolean.class) {
      return false;
    } else if (key.type() == URI.class) {
      return URI.create("unset:/");
    }
    boolean empty = key.about().required() || key.name().equals("site-name");
    return key.type() == String.class && empty ? "" : null;
  }

  private static <T> T build(Class<T> type, @Nullable Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException problem) {
      if (problem.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      throw new IllegalStateException(problem.getCause());
    } catch (ReflectiveOperationException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
