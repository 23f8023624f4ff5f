package io.ztoq.tenancy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import org.sqlite.Function;

/** Functions that SQLite lacks; they live as long as the connection. */
final class SqliteFunctions {

  static final String HASH = "ztoq_hash";
  static final String FOLD = "ztoq_fold";

  private static final int DIGITS = 32;
  private static final int INTEGER = 1;
  private static final int REAL = 2;
  private static final int TEXT = 3;
  private static final int BLOB = 4;

  private SqliteFunctions() {}

  static void add(Connection connection) throws SQLException {
    Function.create(connection, HASH, new Hash());
    Function.create(connection, FOLD, new Fold());
  }

  /** SHA-256 of all values with their types and lengths, the first half of it. */
  private static final class Hash extends Function {

    private final MessageDigest digest = digest();

    @Override
    protected void xFunc() throws SQLException {
      int count = args();
      for (int i = 0; i < count; i++) {
        int type = value_type(i);
        byte[] bytes =
            switch (type) {
              case INTEGER -> ByteBuffer.allocate(Long.BYTES).putLong(value_long(i)).array();
              case REAL -> ByteBuffer.allocate(Double.BYTES).putDouble(value_double(i)).array();
              case TEXT -> value_text(i).getBytes(StandardCharsets.UTF_8);
              case BLOB -> blob(i);
              default -> new byte[0];
            };
        digest.update((byte) type);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      result(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
    }

    /** The driver gives null for an empty one. */
    private byte[] blob(int index) throws SQLException {
      byte[] given = value_blob(index);
      return given == null ? new byte[0] : given;
    }

    private static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException problem) {
        throw new IllegalStateException(problem);
      }
    }
  }

  /** SQLite's own lower() knows ASCII only. */
  private static final class Fold extends Function {

    @Override
    protected void xFunc() throws SQLException {
      String value = value_text(0);
      if (value == null) {
        result();
      } else {
        result(value.toLowerCase(Locale.ROOT));
      }
    }
  }
}
