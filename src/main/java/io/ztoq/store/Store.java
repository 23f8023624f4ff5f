package io.ztoq.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the flows meet: a SQLite file or a PostgreSQL database, open for this
 * process.
 *
 * <p>All writing goes through one connection and is committed in groups ({@link GroupCommit});
 * reading uses snapshots beside it and never waits for a writer. Thread-safe.
 */
public final class Store implements AutoCloseable {

  private final StoreLocation location;
  private final Dialect dialect;
  private final StoreProblem problems;
  private final HikariDataSource writer;
  private final HikariDataSource readers;
  private final GroupCommit commits;
  private @Nullable HikariDataSource beside;

  private Store(StoreLocation location) {
    this.location = location;
    this.dialect = Dialect.of(location.isSqlite());
    this.problems = new StoreProblem(location);
    this.writer = pool("ztoq-writer", location, 1, false);
    this.readers = pool("ztoq-readers", location, location.readers(), true);
    this.commits = new GroupCommit(writer, dialect, problems);
  }

  /**
   * Opens the store as it is; {@link StoreSchema} brings its tables up to date.
   *
   * @throws RunStopped (STO-001) when the file or server cannot be opened
   */
  public static Store open(StoreLocation location) {
    try {
      return new Store(location);
    } catch (PoolInitializationException problem) {
      throw StoreProblem.closed(location, rootMessage(problem), problem);
    }
  }

  public StoreLocation location() {
    return location;
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * For Camel's SQL and JDBC components in users' own routes; writes wait for each other on one
   * connection.
   */
  public DataSource dataSource() {
    return readers;
  }

  /**
   * Runs {@code work} in a transaction and returns after its commit. Work of several threads may
   * share a commit; a failing one is undone alone.
   */
  public <T> T write(Work<T> work) {
    return commits.write(work);
  }

  /**
   * The same without waiting, for work whose next piece can be prepared meanwhile. Whoever hands it
   * in has to {@link PendingWrite#await} it.
   */
  public <T> PendingWrite<T> writeLater(Work<T> work) {
    return commits.submit(work);
  }

  /**
   * Runs {@code work} in a transaction of its own, which waits for no other work: for signs of
   * life. A SQLite store has but one writer, there it is {@link #write}.
   */
  @SuppressWarnings("NullAway") // null comes out only where the caller's own work gives it
  public <T> T writeBeside(Work<T> work) {
    if (location.isSqlite()) {
      return write(work);
    }
    try (Connection connection = beside().getConnection()) {
      T result = work.run(new Session(new Statements(connection, 0), dialect));
      connection.commit();
      return result;
    } catch (SQLException problem) {
      throw problems.of(problem);
    }
  }

  private synchronized HikariDataSource beside() {
    if (beside == null) {
      beside = pool("ztoq-beside", location, 1, false);
    }
    return beside;
  }

  /**
   * Like {@link #write}, but returns at once: for what can be found out again when a crash comes
   * before the commit. Everything handed in later, by whatever method, is done after it.
   *
   * @throws RunStopped when earlier work of this kind failed
   */
  public void writeBehind(Work<?> work) {
    commits.writeBehind(work);
  }

  /**
   * Returns when everything handed in is committed, so that {@link #read} sees it.
   *
   * @throws RunStopped when any {@link #writeBehind} failed, now or ever
   */
  public void settle() {
    commits.settle();
  }

  /** Runs {@code work} on a snapshot; it cannot write. */
  @SuppressWarnings("NullAway") // null comes out only where the caller's own work gives it
  public <T> T read(Work<T> work) {
    try (Connection connection = readers.getConnection()) {
      T result = work.run(new Session(new Statements(connection, 0), dialect));
      connection.commit();
      return result;
    } catch (SQLException problem) {
      throw problems.of(problem);
    }
  }

  @Override
  public void close() {
    commits.close();
    writer.close();
    closeBeside();
    readers.close();
  }

  private synchronized void closeBeside() {
    if (beside != null) {
      beside.close();
    }
  }

  private static HikariDataSource pool(
      String name, StoreLocation location, int size, boolean readOnly) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(location.jdbcUrl());
    config.setUsername(location.user());
    config.setPassword(location.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setReadOnly(readOnly && !location.isSqlite());
    if (location.isSqlite()) {
      config.addDataSourceProperty("journal_mode", "WAL");
      config.addDataSourceProperty("synchronous", "FULL");
      config.addDataSourceProperty("busy_timeout", "60000");
      config.addDataSourceProperty("foreign_keys", "true");
      config.addDataSourceProperty("cache_size", "-32000");
    }
    if (readOnly && location.isSqlite()) {
      config.setConnectionInitSql("PRAGMA query_only = 1");
    }
    if (!readOnly) {
      location.writerProperties().forEach(config::addDataSourceProperty);
    }
    return new HikariDataSource(config);
  }

  private static String rootMessage(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
