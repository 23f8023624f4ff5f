package io.ztoq.qtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module, test cycle or test suite as qTest shows it.
 *
 * @param description as it came, empty when there is none
 * @param order among its siblings, null when qTest does not say
 * @param properties only of a suite
 */
public record LiveNode(
    long id,
    String name,
    String description,
    @Nullable Integer order,
    List<LiveProperty> properties) {
  public LiveNode {
    properties = List.copyOf(properties);
  }
}
