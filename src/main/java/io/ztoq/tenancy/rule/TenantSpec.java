package io.ztoq.tenancy.rule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that the file declares; it is created when it is not there.
 *
 * @param slug its short name
 * @param givenId null for {@link #stableId}
 * @param settings by key, stored as a JSON object
 */
public record TenantSpec(
    String slug,
    @Nullable String givenId,
    String name,
    String plan,
    String status,
    Map<String, String> settings) {

  /** RFC 9562 appendix A: the name space of domain names. */
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  private static final String AREA = "tenants.ztoq.io/";

  public TenantSpec {
    settings = Map.copyOf(settings);
  }

  /** The id that is written: the one given, else one that is the same for this slug everywhere. */
  public String id() {
    return givenId == null ? stableId(slug).toString() : givenId;
  }

  /** UUID version 5 (RFC 9562, 5.5) of a slug. */
  public static UUID stableId(String slug) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(DNS.getMostSignificantBits())
              .putLong(DNS.getLeastSignificantBits())
              .array());
      ByteBuffer hash =
          ByteBuffer.wrap(sha1.digest((AREA + slug).getBytes(StandardCharsets.UTF_8)));
      long high = hash.getLong() & ~0xF000L | 0x5000L;
      long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
