package io.ztoq.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Sums up what the latest validation of a project compared. */
public final class ProofQueries {

  private final Store store;
  private final String projectKey;

  public ProofQueries(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /** Compared objects, fields and differences per kind. */
  public List<Compared> compared() {
    return store.read(
        session ->
            session.query(
                """
                SELECT kind, count(*) AS object_count, SUM(field_count) AS fields, SUM(difference_count) AS differences
                FROM live_object WHERE project_key = ? AND content_sha256 IS NOT NULL GROUP BY kind ORDER BY kind
                """,
                row ->
                    new Compared(
                        row.text("kind"),
                        row.number("object_count"),
                        row.number("fields"),
                        row.number("differences")),
                projectKey));
  }

  /**
   * SHA-256 over the content of all compared objects; the same for two validations that saw the
   * same.
   */
  public String digest() {
    MessageDigest digest = sha256();
    store.read(
        session -> {
          session.forEach(
              """
              SELECT content_sha256 FROM live_object WHERE project_key = ? AND content_sha256 IS NOT NULL
              ORDER BY content_sha256
              """,
              row -> digest.update(row.text("content_sha256").getBytes(StandardCharsets.US_ASCII)),
              projectKey);
          return digest;
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What was compared of one kind. */
  public record Compared(String kind, long objects, long fields, long differences) {}
}
