package io.ztoq.settings;

/** How a user can give a value. */
final class Advice {

  private Advice() {}

  static String give(SettingKey key) {
    return "write '%s' under '%s:' in config.yaml or set the environment variable %s"
        .formatted(key.snake(), key.area(), key.environment().get(0));
  }
}
