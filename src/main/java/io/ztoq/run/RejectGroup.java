package io.ztoq.run;

import io.ztoq.store.Store;
import java.util.List;

/**
 * Rejected records with the same cause.
 *
 * @param fingerprint names the group, for {@code ztoq replay --group}
 * @param example message of one of them
 */
public record RejectGroup(
    String fingerprint, String code, String flow, String kind, long count, String example) {

  /** Groups of records that are still rejected, largest first. */
  public static List<RejectGroup> open(Store store, String projectKey) {
    return store.read(
        session ->
            session.query(
                """
                SELECT fingerprint, code, flow, kind, count(*) AS n, min(message) AS example FROM rejected_record
                WHERE project_key = ? AND resolved_at IS NULL
                GROUP BY fingerprint, code, flow, kind ORDER BY n DESC, code, fingerprint
                """,
                row ->
                    new RejectGroup(
                        row.text("fingerprint"),
                        row.text("code"),
                        row.text("flow"),
                        row.text("kind"),
                        row.number("n"),
                        row.text("example")),
                projectKey));
  }
}
