package io.ztoq.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers to which qTest site and project the ledger of a project belongs: its ids mean nothing
 * anywhere else. Kept in {@code migration_state.meta_data}.
 */
public final class TargetBinding {

  /**
   * A project of a site.
   *
   * @param address in its normal form, so that equal texts are the same address
   */
  public record Site(String address, long projectId) {
    @Override
    public String toString() {
      return address + " project " + projectId;
    }
  }

  /**
   * An object that ztoq wrote.
   *
   * @param document as it was planned; for kinds whose marker stands in it
   */
  public record Landmark(TargetKind kind, long targetId, String sourceKey, String document) {}

  /**
   * When qTest says that it made one of our objects, to the second; two sites that hold the same
   * migration say the same only when both made it in the same second.
   *
   * @param created as qTest writes it
   */
  public record Witness(TargetKind kind, long targetId, String created) {}

  /** What is remembered. */
  public record Bound(Site site, @Nullable Witness witness) {}

  private static final String KEY = "qtestTarget";
  private static final String WITNESS = "witness";
  private static final List<TargetKind> KINDS =
      List.of(
          TargetKind.MODULE,
          TargetKind.TEST_CYCLE,
          TargetKind.TEST_CASE,
          TargetKind.TEST_SUITE,
          TargetKind.TEST_RUN);

  private final Store store;
  private final String projectKey;

  public TargetBinding(Store store, String projectKey) {
    this.store = store;
    this.projectKey = projectKey;
  }

  /** Empty before the first load. */
  public Optional<Bound> bound() {
    return store.read(this::meta).map(data -> data.path(KEY)).flatMap(TargetBinding::parse);
  }

  private static Optional<Bound> parse(JsonNode kept) {
    if (!kept.isObject()) {
      return Optional.empty();
    }
    JsonNode seen = kept.path(WITNESS);
    Witness witness =
        seen.isObject()
            ? new Witness(
                TargetKind.valueOf(seen.path("kind").asText()),
                seen.path("id").asLong(),
                seen.path("created").asText())
            : null;
    return Optional.of(
        new Bound(new Site(kept.path("address").asText(), kept.path("project").asLong()), witness));
  }

  /** From now on the ledger belongs there. */
  public void keep(Bound bound, Instant now) {
    store.write(
        session -> {
          ObjectNode data = meta(session).orElseGet(Json.MAPPER::createObjectNode);
          ObjectNode kept = data.putObject(KEY);
          kept.put("address", bound.site().address()).put("project", bound.site().projectId());
          Witness witness = bound.witness();
          if (witness != null) {
            kept.putObject(WITNESS)
                .put("kind", witness.kind().name())
                .put("id", witness.targetId())
                .put("created", witness.created());
          }
          return session.update(
              """
              INSERT INTO migration_state(project_key, meta_data, last_updated) VALUES (?, ?, ?)
              ON CONFLICT (project_key) DO UPDATE SET meta_data = excluded.meta_data""",
              projectKey,
              Json.write(data),
              now);
        });
  }

  private Optional<ObjectNode> meta(Session session) throws SQLException {
    return session
        .first(
            "SELECT coalesce(meta_data, '') AS data FROM migration_state WHERE project_key = ?",
            row -> row.text("data"),
            projectKey)
        .filter(text -> !text.isBlank())
        .map(text -> Json.read(text, ObjectNode.class));
  }

  /** Whether anything of the ledger stands, or may stand, in qTest. */
  public boolean holdsObjects() {
    return store.read(
        session ->
            session
                .first(
                    """
                    SELECT target_object_id FROM target_object
                    WHERE project_key = ? AND (target_id IS NOT NULL OR state = 'SENDING') LIMIT 1""",
                    row -> row.number("target_object_id"),
                    projectKey)
                .isPresent());
  }

  /** Objects by which a site can be recognised: the oldest ones, at most {@code most} per kind. */
  public List<Landmark> landmarks(int most) {
    return store.read(
        session -> {
          List<Landmark> landmarks = new ArrayList<>();
          for (TargetKind kind : KINDS) {
            landmarks.addAll(landmarks(session, kind, most));
          }
          return landmarks;
        });
  }

  private List<Landmark> landmarks(Session session, TargetKind kind, int most) throws SQLException {
    return session.query(
        """
        SELECT target_id, source_key, document FROM target_object
        WHERE project_key = ? AND kind = ? AND target_id IS NOT NULL AND document IS NOT NULL
        ORDER BY target_object_id LIMIT ?""",
        row ->
            new Landmark(
                kind, row.number("target_id"), row.text("source_key"), row.text("document")),
        projectKey,
        kind,
        most);
  }
}
