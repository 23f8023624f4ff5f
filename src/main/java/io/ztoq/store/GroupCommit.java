package io.ztoq.store;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One thread that writes for all: what several workers hand in while a commit is under way goes
 * into the next one together. A caller returns only when its work is durable, so nothing that was
 * acted upon can be lost, and the price of a sync to disk is shared (measured in facts.md 5c: ten
 * rows per commit are five times faster than one).
 */
final class GroupCommit implements AutoCloseable {

  private static final int MOST_PER_COMMIT = 256;

  private final DataSource source;
  private final Dialect dialect;
  private final BlockingQueue<Entry<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final Entry<Object> stop = new Entry<>(session -> this);
  private volatile boolean closed;

  GroupCommit(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    this.thread = new Thread(this::run, "ztoq-store-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns after the commit. */
  <T> T write(Work<T> work) {
    return submit(work).await();
  }

  /** Returns at once; works are committed in the order in which they were handed in. */
  <T> PendingWrite<T> submit(Work<T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a write inside a write: use the session that was handed in");
    }
    if (closed) {
      throw new RunStopped(
          ExitCode.STOPPED, "STO-004", "the store is closed; run the same command again");
    }
    Entry<T> entry = new Entry<>(work);
    queue.add(entry);
    return new PendingWrite<>(entry.future, this::rethrow);
  }

  /** Returns after everything handed in before is committed. */
  @Override
  public void close() {
    closed = true;
    queue.add(stop);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Entry<?>> group = new ArrayList<>();
    while (!group.contains(stop)) {
      group.clear();
      group.add(take());
      queue.drainTo(group, MOST_PER_COMMIT - 1);
      commit(group);
    }
  }

  private Entry<?> take() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException ignored) {
        // only close() ends this thread, so that nothing handed in is left behind
      }
    }
  }

  private void commit(List<Entry<?>> group) {
    try (Connection connection = source.getConnection()) {
      Session session = new Session(connection, dialect);
      for (Entry<?> entry : group) {
        runOne(connection, session, entry, group.size() > 1);
      }
      connection.commit();
      group.forEach(Entry::complete);
    } catch (SQLException problem) {
      group.forEach(entry -> entry.fail(problem));
    }
  }

  /** A failing entry is undone alone and answered at once; the others of the group go on. */
  private static void runOne(Connection connection, Session session, Entry<?> entry, boolean shared)
      throws SQLException {
    Savepoint before = shared ? connection.setSavepoint() : null;
    try {
      entry.run(session);
      if (before != null) {
        connection.releaseSavepoint(before);
      }
    } catch (SQLException | RuntimeException | Error problem) {
      entry.fail(problem);
      if (before == null) {
        connection.rollback();
      } else {
        connection.rollback(before);
      }
    }
  }

  private RuntimeException rethrow(Throwable cause) {
    if (cause instanceof SQLException problem) {
      return StoreProblem.of(problem, dialect);
    }
    if (cause instanceof RuntimeException problem) {
      return problem;
    }
    if (cause instanceof Error bug) {
      throw bug;
    }
    return new IllegalStateException(cause);
  }

  private static final class Entry<T> {
    private final Work<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;

    Entry(Work<T> work) {
      this.work = work;
    }

    void run(Session session) throws SQLException {
      result = work.run(session);
    }

    void complete() {
      future.complete(result);
    }

    void fail(Throwable problem) {
      future.completeExceptionally(problem);
    }
  }
}
