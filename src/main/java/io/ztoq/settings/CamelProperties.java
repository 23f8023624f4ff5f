package io.ztoq.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings as flat properties for the placeholders of routes: {@code {{zephyr.page-size}}}. No
 * secrets.
 */
public final class CamelProperties {

  private CamelProperties() {}

  /** By path; keys without a value and secrets are left out. */
  public static Map<String, String> of(Settings settings) {
    Map<String, String> properties = new TreeMap<>();
    for (RecordComponent area : Settings.class.getRecordComponents()) {
      Record values = (Record) read(settings, area);
      RecordComponent[] components = values.getClass().getRecordComponents();
      SettingKey[] keys = SettingKey.ofArea(area.getName()).toArray(SettingKey[]::new);
      for (int i = 0; i < keys.length; i++) {
        Object value = read(values, components[i]);
        if (value != null && !keys[i].about().secret()) {
          properties.put(keys[i].path(), text(value));
        }
      }
    }
    return properties;
  }

  /** Every secret that is set, for what must keep it out of logs. */
  public static Set<String> secrets(Settings settings) {
    Set<String> secrets = new LinkedHashSet<>();
    for (RecordComponent area : Settings.class.getRecordComponents()) {
      Record values = (Record) read(settings, area);
      Arrays.stream(values.getClass().getRecordComponents())
          .filter(component -> component.getAnnotation(Key.class).secret())
          .map(component -> read(values, component))
          .filter(value -> value != null && !value.toString().isBlank())
          .forEach(value -> secrets.add(value.toString()));
    }
    return secrets;
  }

  private static String text(Object value) {
    if (value instanceof Enum<?> word) {
      return ValueReader.shown(word);
    }
    return value instanceof Iterable<?> list ? String.join(",", strings(list)) : value.toString();
  }

  private static Iterable<String> strings(Iterable<?> list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(one -> texts.add(String.valueOf(one)));
    return texts;
  }

  private static Object read(Record owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
