package io.ztoq.sandbox.qtest;

import org.jspecify.annotations.Nullable;

/**
 * Kinds of qTest objects that stand in a tree, with the letters of their PIDs and their word in
 * paths.
 */
enum Kind {
  MODULE("MD", "modules"),
  TEST_CASE("TC", "test-cases"),
  RELEASE("RL", "releases"),
  TEST_CYCLE("CL", "test-cycles"),
  TEST_SUITE("TS", "test-suites"),
  TEST_RUN("TR", "test-runs"),
  TEST_LOG("TL", "test-logs");

  private final String letters;
  private final String word;

  Kind(String letters, String word) {
    this.letters = letters;
    this.word = word;
  }

  String letters() {
    return letters;
  }

  /** Plural word of paths, for example {@code test-cases}. */
  String word() {
    return word;
  }

  static @Nullable Kind ofWord(String word) {
    for (Kind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
