package io.ztoq.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A folder of cases, plans or cycles.
 *
 * @param type {@code TEST_CASE}, {@code TEST_PLAN} or {@code TEST_CYCLE}
 * @param parentId null at the root; may name a folder that does not exist
 * @param position order among its siblings, null when Zephyr gave none
 */
public record Folder(
    long id, String type, String name, @Nullable Long parentId, @Nullable Integer position)
    implements Entity {

  @Override
  public String label() {
    return "folder/" + id;
  }
}
