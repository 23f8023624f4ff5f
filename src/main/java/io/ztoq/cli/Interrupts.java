package io.ztoq.cli;

import io.ztoq.run.StopSignal;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM: the first asks the run to stop and to keep what is under way, the second ends
 * the process.
 */
final class Interrupts {

  /** What shells report for a process ended by Ctrl-C. */
  private static final int ENDED_BY_SIGNAL = 130;

  private Interrupts() {}

  /** Without effect where the JVM has no signals. */
  static void install(StopSignal stop, PrintWriter err) {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable action =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL);
          }
          err.println("stopping: what is under way is finished first; once more ends at once");
          stop.request("stopped by a signal");
        };
    handle("INT", action);
    handle("TERM", action);
  }

  /** Runs {@code action} at the first signal; from here on nothing else is asked to stop. */
  static void install(Runnable action) {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable once =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL);
          }
          action.run();
        };
    handle("INT", once);
    handle("TERM", once);
  }

  /** By reflection, since the compiler warns of sun.misc although the JDK keeps it for this use. */
  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return method.getName().equals("equals") ? self == arguments[0] : null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException ignored) {
      // kill -9 is safe at any moment, so is an ordinary end by the signal
    }
  }
}
