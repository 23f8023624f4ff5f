package io.ztoq.transform;

import io.ztoq.mapping.MappingRules;
import io.ztoq.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Runs whole transforms of project PAY and looks into what they left. */
record Transforming(Store store, TransformOptions options, MappingRules rules) {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  static Transforming of(Store store) {
    return new Transforming(
        store, new TransformOptions(2, true, true, false, 1000), MappingFiles.defaults());
  }

  Transforming withRules(MappingRules other) {
    return new Transforming(store, options, other);
  }

  Transforming withSuites() {
    return new Transforming(store, new TransformOptions(2, true, true, true, 1000), rules);
  }

  void run(String runId) {
    Transform transform = new Transform(store, "PAY", rules, options, CLOCK);
    TransformPageStep step = new TransformPageStep(store, options, CLOCK, () -> false);
    TransformState state = transform.start(runId);
    for (String stage : step.stages()) {
      TransformCursor cursor = step.first();
      while (cursor.hasMore()) {
        cursor = step.transform(stage, state, cursor);
      }
    }
    transform.finish(state);
  }

  /** Of a row of the ledger. */
  String document(String kind, String key) {
    List<String> found =
        list(
            "SELECT document AS found FROM target_object WHERE kind = ? AND source_key = ?",
            kind,
            key);
    return found.isEmpty() ? "nothing" : found.get(0);
  }

  /** Field, kind and what was kept instead, of one record. */
  List<String> losses(String sourceKey) {
    return list(
        "SELECT field || ' | ' || kind || ' | ' || kept_instead AS found FROM loss WHERE source_key = ? ORDER BY 1",
        sourceKey);
  }

  /** The column {@code found} of a query. */
  List<String> list(String sql, Object... parameters) {
    return store.read(session -> session.query(sql, row -> row.text("found"), parameters));
  }
}
