package io.ztoq.transform;

import io.ztoq.failure.RecordRejected;
import io.ztoq.store.Loss;
import io.ztoq.store.PlannedObject;
import io.ztoq.store.Rejection;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TransformLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of one page. A record that cannot go on is written down; the others of the page go
 * on.
 */
final class PageResult {

  private final TransformState state;
  private final List<PlannedObject> objects = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<String, String> left = new HashMap<>();

  PageResult(TransformState state) {
    this.state = state;
  }

  void add(PlannedObject object) {
    objects.add(object);
  }

  void add(LossNotes notes) {
    losses.addAll(notes.all());
  }

  void add(List<Loss> more) {
    losses.addAll(more);
  }

  void reject(RecordRejected problem, TargetKind kind, String sourceKey) {
    rejections.add(
        Rejection.of(
            problem,
            state.projectKey(),
            "transform",
            kind.name(),
            sourceKey,
            state.identity().runId()));
  }

  /** The result of an execution stands, or was left, at another run than where it belongs now. */
  void leave(String executionKey, String runKey) {
    left.put(executionKey, runKey);
  }

  Map<String, String> left() {
    return left;
  }

  TransformLedger.Page page() {
    return new TransformLedger.Page(objects, losses, rejections);
  }
}
