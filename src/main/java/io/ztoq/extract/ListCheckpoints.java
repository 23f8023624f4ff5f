package io.ztoq.extract;

import io.ztoq.store.Checkpoint;
import io.ztoq.store.Checkpoints;
import io.ztoq.store.Json;
import io.ztoq.zephyr.ZephyrList;
import java.util.Optional;

/** The checkpoints of lists: a cursor as JSON. */
public final class ListCheckpoints {

  private static final String FLOW = "extract";

  private final ExtractScope scope;
  private final Checkpoints checkpoints;

  public ListCheckpoints(ExtractScope scope, Checkpoints checkpoints) {
    this.scope = scope;
    this.checkpoints = checkpoints;
  }

  Optional<Checkpoint> find(ZephyrList list) {
    return checkpoints.find(scope.projectKey(), FLOW, list.name());
  }

  Checkpoint of(PageCursor cursor) {
    return new Checkpoint(
        scope.projectKey(),
        FLOW,
        cursor.list().name(),
        Json.write(cursor),
        cursor.stage() == PageCursor.Stage.DONE,
        cursor.rows(),
        scope.runId());
  }
}
