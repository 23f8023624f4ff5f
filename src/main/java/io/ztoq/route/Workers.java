package io.ztoq.route;

import java.lang.reflect.Method;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bounded pool {@code ztoqWorkers} that works on split records: virtual threads where the JVM
 * has them, platform threads otherwise, never more than asked for. Whoever hands in work from
 * outside waits when enough is waiting already, and never runs it himself; work handed in by a
 * worker (Camel's split does that for the next record) is taken at once, since a worker that waited
 * for a worker could wait for ever.
 */
public final class Workers extends ThreadPoolExecutor {

  private static final String NAME = "ztoq-worker-";
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

  private final Semaphore room;

  public Workers(int count) {
    super(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());
    allowCoreThreadTimeOut(true);
    this.room = new Semaphore(2 * count);
  }

  @Override
  public void execute(Runnable work) {
    if (INSIDE.get()) {
      super.execute(marked(work, () -> {}));
      return;
    }
    room.acquireUninterruptibly();
    try {
      super.execute(marked(work, room::release));
    } catch (RuntimeException refused) {
      room.release();
      throw refused;
    }
  }

  private static Runnable marked(Runnable work, Runnable whenTaken) {
    return () -> {
      whenTaken.run();
      INSIDE.set(true);
      try {
        work.run();
      } finally {
        INSIDE.set(false);
      }
    };
  }

  private static ThreadFactory threads() {
    AtomicInteger number = new AtomicInteger();
    try {
      Method ofVirtual = Thread.class.getMethod("ofVirtual");
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Object named =
          builder
              .getMethod("name", String.class, long.class)
              .invoke(ofVirtual.invoke(null), NAME, 1L);
      return (ThreadFactory) builder.getMethod("factory").invoke(named);
    } catch (ReflectiveOperationException | UnsupportedOperationException onlyPlatformThreads) {
      return work -> {
        Thread thread = new Thread(work, NAME + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
      };
    }
  }
}
