package io.ztoq.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of keys in SQL. */
public final class Chunks {

  private Chunks() {}

  /** Parts of at most {@code most} elements, in order. */
  public static <T> List<List<T>> of(List<T> all, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(all.subList(from, Math.min(from + most, all.size())));
    }
    return parts;
  }

  /** {@code (?, ?, ?)}. */
  public static String marks(int count) {
    return "(" + "?, ".repeat(count - 1) + "?)";
  }

  /** Both lists one after the other, as parameters. */
  public static @Nullable Object[] parameters(List<?> first, List<?> then) {
    List<Object> all = new ArrayList<>(first);
    all.addAll(then);
    return all.toArray();
  }
}
