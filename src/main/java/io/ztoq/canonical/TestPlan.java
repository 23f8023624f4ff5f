package io.ztoq.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test plan.
 *
 * @param cycleIds cycles it links to; they may not exist
 */
public record TestPlan(
    long id,
    String key,
    String name,
    @Nullable String objective,
    @Nullable Long statusId,
    @Nullable Long folderId,
    @Nullable String ownerId,
    List<String> labels,
    List<Long> cycleIds,
    Extras extras)
    implements Entity {

  @Override
  public String label() {
    return key;
  }
}
