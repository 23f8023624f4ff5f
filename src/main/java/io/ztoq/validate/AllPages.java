package io.ztoq.validate;

import io.ztoq.qtest.LivePage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Goes through a list that says how long it is; a page shorter than asked for is not taken for the
 * last.
 */
final class AllPages {

  private AllPages() {}

  /**
   * @param read gives the page of a number, from 1
   */
  static <T> void each(IntFunction<LivePage<T>> read, Consumer<List<T>> use) {
    long count = 0;
    for (int number = 1; ; number++) {
      LivePage<T> page = read.apply(number);
      if (page.items().isEmpty()) {
        return;
      }
      use.accept(page.items());
      count += page.items().size();
      Long total = page.total();
      if (total != null && count >= total) {
        return;
      }
    }
  }
}
