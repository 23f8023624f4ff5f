package io.ztoq.settings;

import io.ztoq.failure.ProblemList;
import java.util.Set;

/** What is wrong with the settings, in words that are the same for every key. */
final class Problems {

  /** The file cannot be read, or not as YAML. */
  private static final Set<String> OF_THE_FILE = Set.of("CFG-001", "CFG-002");

  private final ProblemList found = new ProblemList();

  void add(String code, String text) {
    found.add(code, text);
  }

  void unreadable(Object file, String why) {
    add("CFG-001", "cannot read %s: %s; give the right file with --config".formatted(file, why));
  }

  void unknown(String what, String origin, String hint) {
    add("CFG-003", "%s is not a known key (%s)%s".formatted(what, origin, hint));
  }

  void wrong(SettingKey key, Given given, String rule) {
    String shown = key.about().secret() ? "cannot be used" : "is '" + given.text() + "'";
    add("CFG-004", "%s %s; it must be %s (%s)".formatted(key.path(), shown, rule, given.origin()));
  }

  void missing(String path, String how) {
    add("CFG-005", "%s is missing; %s".formatted(path, how));
  }

  /**
   * @throws io.ztoq.failure.RunStopped with the code of the first problem and one line for each
   */
  void throwIfAny() {
    if (found.hasOneOf(OF_THE_FILE)) {
      // what is missing may stand in what could not be read
      found.forget("CFG-005");
    }
    found.throwIfAny();
  }
}
