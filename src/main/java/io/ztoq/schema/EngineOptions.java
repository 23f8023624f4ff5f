package io.ztoq.schema;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a command works.
 *
 * @param environment for migrations with {@code env:}, empty when none is named
 * @param lockTimeout how long it waits for another command
 * @param backup is made before something is applied or taken back, null for none
 */
public record EngineOptions(
    Actor actor,
    String environment,
    Duration lockTimeout,
    @Nullable Backup backup,
    SchemaListener listener) {

  /** The default of {@code --lock-timeout}. */
  public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);

  /** Options as they are when a user says nothing. */
  public static EngineOptions usual(Actor actor) {
    return new EngineOptions(actor, "", LOCK_TIMEOUT, null, SchemaListener.NONE);
  }

  /** The same, heard by {@code other}. */
  public EngineOptions with(SchemaListener other) {
    return new EngineOptions(actor, environment, lockTimeout, backup, other);
  }

  /** Makes the backup that was asked for, and says so; where it is, empty for none. */
  String copy(SchemaDatabase database) {
    if (backup == null) {
      return "";
    }
    String place = backup.make(database);
    listener.copied(place);
    return place;
  }
}
