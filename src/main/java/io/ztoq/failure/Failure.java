package io.ztoq.failure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong as far as a route is concerned; a type exists only because a route answers it
 * differently.
 *
 * <p>The message names the place, what is wrong and what to do. It never holds a token or a
 * payload.
 */
public abstract sealed class Failure extends RuntimeException
    permits RecordRejected, TransientFailure, RunStopped {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Map<String, Object> facts = new LinkedHashMap<>();

  Failure(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Area and three digits, for example {@code MAP-007}; explained in docs/failures.md. */
  public String code() {
    return code;
  }

  /** Facts for the log and the reports, in the order they were added; never secrets. */
  public Map<String, Object> facts() {
    return Map.copyOf(facts);
  }

  /** Adds a fact and returns this failure, so that it can be thrown in one expression. */
  public Failure with(String name, Object value) {
    facts.put(name, value);
    return this;
  }

  /** The line that a user reads: code, then message. */
  public String line() {
    return code + " " + getMessage();
  }
}
