package io.ztoq.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Text form of a settings record without its secrets. */
final class Shown {

  private Shown() {}

  static String of(Record settings) {
    return Arrays.stream(settings.getClass().getRecordComponents())
        .map(component -> component.getName() + "=" + shown(settings, component))
        .collect(Collectors.joining(", ", settings.getClass().getSimpleName() + "[", "]"));
  }

  private static Object shown(Record settings, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(settings);
      boolean secret = component.getAnnotation(Key.class).secret();
      return secret && value != null ? "***" : String.valueOf(value);
    } catch (ReflectiveOperationException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
