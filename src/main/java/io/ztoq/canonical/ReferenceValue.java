package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * What an id in another object stands for.
 *
 * @param position order in its list, null when Zephyr gave none
 */
public record ReferenceValue(
    long id,
    Type type,
    String name,
    @Nullable String description,
    @Nullable Integer position,
    boolean archived)
    implements Entity {

  /**
   * The lists; a status does not tell which of its four lists it belongs to, so the list is
   * remembered here.
   */
  public enum Type {
    PRIORITY,
    STATUS_TEST_CASE,
    STATUS_TEST_PLAN,
    STATUS_TEST_CYCLE,
    STATUS_TEST_EXECUTION,
    ENVIRONMENT
  }

  @Override
  public String label() {
    return type + "/" + id;
  }
}
