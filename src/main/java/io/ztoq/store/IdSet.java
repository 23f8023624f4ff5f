package io.ztoq.store;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Row numbers at about one bit each: a million rows take 125 kB. Not thread-safe. */
final class IdSet {

  private static final int BITS = 16;

  private final Map<Long, BitSet> blocks = new HashMap<>();

  void add(long id) {
    blocks.computeIfAbsent(id >>> BITS, block -> new BitSet()).set(place(id));
  }

  boolean contains(long id) {
    BitSet block = blocks.get(id >>> BITS);
    return block != null && block.get(place(id));
  }

  private static int place(long id) {
    return (int) (id & ((1L << BITS) - 1));
  }
}
