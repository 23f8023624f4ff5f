package io.ztoq.load;

import java.util.function.Supplier;

/**
 * Makes exceptions of errors. Camel 4.18 drops an {@code Error} that is thrown while an expression
 * is evaluated (seen in LoadFlowTest): that exchange never ends, and the load would wait for it for
 * ever.
 */
final class Bugs {

  private Bugs() {}

  static <T> T asExceptions(Supplier<T> work) {
    try {
      return work.get();
    } catch (Error bug) {
      throw new IllegalStateException("a bug, or the machine ran out of something: " + bug, bug);
    }
  }
}
