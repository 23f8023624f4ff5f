package io.ztoq.settings;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One key a user can set, read from the settings records.
 *
 * @param area first word of the key, for example {@code zephyr}
 * @param name kebab-case, for example {@code page-size}
 * @param type Java type of the value
 * @param about the key's description, default and limits
 */
record SettingKey(String area, String name, Class<?> type, Type genericType, Key about) {

  private static final Pattern BEFORE_CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** All keys in the order of the records. */
  static List<SettingKey> all() {
    List<SettingKey> keys = new ArrayList<>();
    for (RecordComponent area : Settings.class.getRecordComponents()) {
      for (RecordComponent component : area.getType().getRecordComponents()) {
        keys.add(of(area.getName(), component));
      }
    }
    return keys;
  }

  static List<SettingKey> ofArea(String area) {
    return all().stream().filter(key -> key.area.equals(area)).toList();
  }

  static List<String> areas() {
    return Arrays.stream(Settings.class.getRecordComponents())
        .map(RecordComponent::getName)
        .toList();
  }

  private static SettingKey of(String area, RecordComponent component) {
    Key about = component.getAnnotation(Key.class);
    if (about == null) {
      throw new IllegalStateException("no @Key on " + component);
    }
    String name =
        BEFORE_CAPITAL.matcher(component.getName()).replaceAll("-").toLowerCase(Locale.ROOT);
    return new SettingKey(area, name, component.getType(), component.getGenericType(), about);
  }

  /** {@code zephyr.page-size}: in messages, on the command line and as Camel property. */
  String path() {
    return area + "." + name;
  }

  /** {@code page_size}: how the workflow guide writes it. */
  String snake() {
    return name.replace('-', '_');
  }

  /** Environment variables that set it, the first one is the documented one. */
  List<String> environment() {
    List<String> names = new ArrayList<>();
    names.add((area + "_" + snake()).toUpperCase(Locale.ROOT));
    names.addAll(Arrays.asList(about.environment()));
    return names;
  }
}
