package io.ztoq.extract;

import io.ztoq.store.Due;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which of the two script requests to try first, since the wrong one costs a call (422). Learns
 * from what succeeded for the same last part of the script's address; begins with steps, which most
 * cases have. The address itself proves nothing: tenants were seen that say {@code testscript} for
 * every case. Thread-safe.
 */
final class ScriptGuess {

  /** Most tenants write steps; a few scripts among the first cases prove nothing else. */
  private static final int STEPS_AHEAD = 8;

  /** Successes of steps minus successes of scripts, by last part of the address. */
  private final Map<String, AtomicInteger> balance = new ConcurrentHashMap<>();

  boolean stepsFirst(Due due) {
    if (due.known() != null && !due.known().equals("NONE")) {
      return due.known().equals("STEPS");
    }
    return of(due).get() >= 0;
  }

  void learn(Due due, boolean hadSteps) {
    of(due).addAndGet(hadSteps ? 1 : -1);
  }

  private AtomicInteger of(Due due) {
    return balance.computeIfAbsent(word(due), word -> new AtomicInteger(STEPS_AHEAD));
  }

  private static String word(Due due) {
    return due.hint() == null ? "" : due.hint().toLowerCase(Locale.ROOT);
  }
}
