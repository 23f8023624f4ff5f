package io.ztoq.tenancy.isolation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Names of constraints and indexes that ztoq makes. */
final class ObjectNames {

  /** Of PostgreSQL, bytes; it would cut longer ones without a word. */
  private static final int LONGEST = 63;

  private static final int DIGITS = 8;

  private ObjectNames() {}

  /** {@code table_column_column_ending}, made shorter where it is too long. */
  static String of(String table, List<String> columns, String ending) {
    String full = "%s_%s_%s".formatted(table, String.join("_", columns), ending);
    byte[] bytes = full.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST) {
      return full;
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    String tail = "_%08x_%s".formatted(sum.getValue(), ending);
    int kept = Math.min(full.length(), LONGEST - DIGITS - ending.length() - 2);
    while (full.substring(0, kept).getBytes(StandardCharsets.UTF_8).length + tail.length()
        > LONGEST) {
      kept--;
    }
    return full.substring(0, kept) + tail;
  }
}
