package io.ztoq.qtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list; may be shorter than asked for without being the last.
 *
 * @param total of the whole list, null when qTest does not say
 */
public record LivePage<T>(List<T> items, @Nullable Long total) {
  public LivePage {
    items = List.copyOf(items);
  }
}
