package io.ztoq.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Area {@code database}: the store. */
public record DatabaseSettings(
    @Key(value = "sqlite (a file) or postgresql", byDefault = "sqlite") Type type,
    @Key(
            value = "File of the SQLite store, relative to the working folder",
            byDefault = "./migration.db")
        Path path,
    @Key(
            value = "Host of the PostgreSQL server",
            byDefault = "localhost",
            environment = "POSTGRES_HOST")
        String host,
    @Key(
            value = "Port of the PostgreSQL server",
            byDefault = "5432",
            min = 1,
            max = 65535,
            environment = "POSTGRES_PORT")
        int port,
    @Key(value = "User of the PostgreSQL server", environment = "POSTGRES_USER")
        @Nullable String username,
    @Key(
            value = "Password of the PostgreSQL user",
            secret = true,
            environment = "POSTGRES_PASSWORD")
        @Nullable String password,
    @Key(value = "Name of the PostgreSQL database", byDefault = "ztoq", environment = "POSTGRES_DB")
        String database,
    @Key(
            value =
                "Shell command that `ztoq schema --backup` runs instead of pg_dump or SQLite's own way",
            environment = "ZTOQ_BACKUP_COMMAND")
        @Nullable String backupCommand) {

  /** Kind of store. */
  public enum Type {
    SQLITE,
    POSTGRESQL
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return Shown.of(this);
  }
}
