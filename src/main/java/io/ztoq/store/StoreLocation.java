package io.ztoq.store;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is.
 *
 * @param jdbcUrl {@code jdbc:sqlite:...} or {@code jdbc:postgresql:...}, without user and password
 * @param file the SQLite file, null for PostgreSQL
 * @param user null for SQLite
 * @param password null for SQLite; never logged
 * @param readers connections for reading, 1 or more
 */
public record StoreLocation(
    String jdbcUrl,
    @Nullable Path file,
    @Nullable String user,
    @Nullable String password,
    int readers) {

  public static StoreLocation sqlite(Path file) {
    return new StoreLocation("jdbc:sqlite:" + file, file, null, null, 4);
  }

  public static StoreLocation postgres(
      String host, int port, String database, String user, @Nullable String password) {
    return new StoreLocation(
        "jdbc:postgresql://%s:%d/%s".formatted(host, port, database), null, user, password, 4);
  }

  /** The same location with more readers, one per worker that reads. */
  public StoreLocation withReaders(int count) {
    return new StoreLocation(jdbcUrl, file, user, password, count);
  }

  public boolean isSqlite() {
    return file != null;
  }

  /** For messages: no user, no password. */
  public String display() {
    return file != null ? file.toString() : jdbcUrl;
  }

  Map<String, String> writerProperties() {
    return isSqlite()
        ? Map.of("transaction_mode", "IMMEDIATE")
        : Map.of("reWriteBatchedInserts", "true");
  }

  @Override
  public String toString() {
    return display();
  }
}
