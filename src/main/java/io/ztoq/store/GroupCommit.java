package io.ztoq.store;

import com.zaxxer.hikari.HikariDataSource;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One thread that writes for all: what several workers hand in while a commit is under way goes
 * into the next one together, in the order in which it was handed in. A caller of {@link #write}
 * returns only when its work is durable, so nothing that was acted upon can be lost, and the price
 * of a sync to disk is shared (measured in facts.md 5c: ten rows per commit are five times faster
 * than one).
 */
final class GroupCommit implements AutoCloseable {

  private static final int MOST_PER_COMMIT = 256;

  /** Work that nobody waits for; whoever hands in more of it waits. */
  private static final int MOST_BEHIND = 1024;

  /** After that long without work the connection goes back, so that a server may restart. */
  private static final long IDLE_SECONDS = 5;

  private final HikariDataSource source;
  private final Dialect dialect;
  private final StoreProblem problems;
  private final BlockingQueue<Entry<?>> queue = new LinkedBlockingQueue<>();
  private final Semaphore behind = new Semaphore(MOST_BEHIND);
  private final AtomicReference<@Nullable Throwable> failedBehind = new AtomicReference<>();
  private final Thread thread;
  private final Entry<Object> stop = new Entry<>(session -> this);
  private volatile boolean closed;

  GroupCommit(HikariDataSource source, Dialect dialect, StoreProblem problems) {
    this.source = source;
    this.dialect = dialect;
    this.problems = problems;
    this.thread = new Thread(this::run, "ztoq-store-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns after the commit. */
  <T> T write(Work<T> work) {
    return submit(work).await();
  }

  /** Writes without waiting, after everything handed in before. */
  void writeBehind(Work<?> work) {
    throwWhatFailedBehind();
    behind.acquireUninterruptibly();
    try {
      var unused = handIn(work).future.whenComplete((done, problem) -> finishedBehind(problem));
    } catch (RuntimeException problem) {
      behind.release();
      throw problem;
    }
  }

  /** Waits until everything handed in before is committed. */
  void settle() {
    write(session -> "settled");
    throwWhatFailedBehind();
  }

  private void finishedBehind(@Nullable Throwable problem) {
    if (problem != null) {
      failedBehind.compareAndSet(null, problem);
    }
    behind.release();
  }

  private void throwWhatFailedBehind() {
    Throwable problem = failedBehind.get();
    if (problem != null) {
      throw rethrow(problem);
    }
  }

  /** Returns at once; works are committed in the order in which they were handed in. */
  <T> PendingWrite<T> submit(Work<T> work) {
    return new PendingWrite<>(handIn(work).future, this::rethrow);
  }

  private <T> Entry<T> handIn(Work<T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a write inside a write: use the session that was handed in");
    }
    if (closed) {
      throw new RunStopped(
          ExitCode.STOPPED, "STO-004", "the store is closed; run the same command again");
    }
    Entry<T> entry = new Entry<>(work);
    queue.add(entry);
    return entry;
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
      try (Writer writer = new Writer(source.getConnection(), dialect)) {
        workThrough(writer, group);
      } catch (SQLException problem) {
        group.forEach(entry -> entry.fail(problem));
      }
    }
  }

  private void workThrough(Writer writer, List<Entry<?>> group) throws SQLException {
    try {
      while (!group.isEmpty()) {
        queue.drainTo(group, MOST_PER_COMMIT - group.size());
        commit(writer, group);
        if (group.contains(stop)) {
          break;
        }
        group.clear();
        takeSoon(group);
      }
    } catch (SQLException problem) {
      source.evictConnection(writer.connection());
      throw problem;
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

  private void takeSoon(List<Entry<?>> group) {
    try {
      Entry<?> next = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
      if (next != null) {
        group.add(next);
      }
    } catch (InterruptedException ignored) {
      // as in take()
    }
  }

  private static void commit(Writer writer, List<Entry<?>> group) throws SQLException {
    for (Entry<?> entry : group) {
      runOne(writer.connection(), writer.session(), entry, group.size() > 1);
    }
    writer.connection().commit();
    group.forEach(Entry::complete);
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
      undo(connection, before, problem);
      entry.fail(problem);
    }
  }

  /**
   * SQLite undoes the whole transaction by itself when the disk is full; then there is nothing left
   * to undo, and the whole group fails for that reason. Nor would that connection begin another
   * transaction: every statement would be committed alone, so it is thrown away.
   */
  private static void undo(Connection connection, @Nullable Savepoint before, Throwable problem)
      throws SQLException {
    try {
      if (before == null) {
        connection.rollback();
      } else {
        connection.rollback(before);
      }
    } catch (SQLException nothingLeft) {
      throw problem instanceof SQLException first ? first : nothingLeft;
    }
  }

  private RuntimeException rethrow(Throwable cause) {
    if (cause instanceof SQLException problem) {
      return problems.of(problem);
    }
    if (cause instanceof RuntimeException problem) {
      return problem;
    }
    if (cause instanceof Error bug) {
      throw bug;
    }
    return new IllegalStateException(cause);
  }

  /** The connection while there is work, with the statements prepared on it. */
  private static final class Writer implements AutoCloseable {
    private final Connection connection;
    private final Statements statements;
    private final Session session;

    Writer(Connection connection, Dialect dialect) {
      this.connection = connection;
      this.statements = new Statements(connection, 128);
      this.session = new Session(statements, dialect);
    }

    Connection connection() {
      return connection;
    }

    Session session() {
      return session;
    }

    @Override
    public void close() throws SQLException {
      try (connection) {
        statements.close();
      }
    }
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
