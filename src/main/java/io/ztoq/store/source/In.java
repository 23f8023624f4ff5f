package io.ztoq.store.source;

import io.ztoq.store.Chunks;
import java.util.List;

/** {@code IN (...)} for ids; no ids match nothing. */
final class In {

  private In() {}

  static String marks(List<Long> ids) {
    return ids.isEmpty() ? "(NULL)" : Chunks.marks(ids.size());
  }
}
