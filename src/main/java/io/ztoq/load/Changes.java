package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.load.Loading.OnConflict;
import io.ztoq.qtest.QTestJson;
import io.ztoq.store.TargetObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings an object that stands in qTest to its document; what others did to it since is seen
 * before.
 */
final class Changes {

  private final Loading loading;

  Changes(Loading loading) {
    this.loading = loading;
  }

  /**
   * Moves the object if it is elsewhere, and returns the request that changes it; null when it is
   * as planned then. The change is not repeated at the door: what it does to an object that breaks
   * the site concerns that object alone, so it is looked at before it is sent again.
   *
   * @throws RecordRejected (LOD-010) when somebody edited it and {@code qtest.on-conflict} is skip,
   *     (LOD-012) when it is no longer there
   * @throws RunStopped (LOD-011) when somebody edited it and {@code qtest.on-conflict} is fail
   */
  @Nullable ApiRequest request(ChangeableForm form, TargetObject object) {
    JsonNode live = loading.lists().find(form.read(object)).orElseThrow(() -> gone(object));
    if (object.isOnlyMisplaced()) {
      return reorder(form, object, live);
    }
    boolean asPlanned = form.isAsPlanned(object, live);
    Optional<ApiRequest> move = form.move(object, live);
    if (asPlanned && move.isEmpty()) {
      loading.written(object, live, form.digest(live), Outcome.ADOPTED, false);
      return null;
    }
    if (!asPlanned) {
      refuseConflict(form, object, live);
    }
    loading.ledger().keepBefore(object, QTestJson.write(live));
    move.ifPresent(request -> loading.lists().one(request));
    // where among its new siblings qTest has put it is not known
    if (asPlanned && object.position() == 0) {
      loading.written(object, live, form.digest(live), Outcome.UPDATED, false);
      return null;
    }
    return form.change(object, form.body(object, live)).once();
  }

  /**
   * Edits that others made since stay, and stay known as such: nothing but the place is changed.
   */
  private @Nullable ApiRequest reorder(ChangeableForm form, TargetObject object, JsonNode live) {
    JsonNode body = form.reordered(object, live);
    if (ChangeableForm.isAtItsPlace(live, body)) {
      loading.written(object, live, object.liveSha256(), Outcome.ADOPTED, false);
      return null;
    }
    loading.ledger().keepBefore(object, QTestJson.write(live));
    return form.change(object, body).once();
  }

  private void refuseConflict(ChangeableForm form, TargetObject object, JsonNode live) {
    String known = object.liveSha256();
    boolean maybeOurs = object.inDoubtSince() != null; // a change of ours whose answer was lost
    if (known == null
        || maybeOurs
        || loading.onConflict() == OnConflict.OVERWRITE
        || known.equals(form.view().digest(live))) {
      return;
    }
    String what =
        "%s was edited in qTest since ztoq wrote it, and has changed in Zephyr too; set qtest.on-conflict to overwrite to replace it (what stands there is kept for a rollback), or undo the edit"
            .formatted(object.display());
    if (loading.onConflict() == OnConflict.FAIL) {
      throw new RunStopped(ExitCode.CONFLICT, "LOD-011", what);
    }
    throw new RecordRejected("LOD-010", what);
  }

  private static RecordRejected gone(TargetObject object) {
    return new RecordRejected(
        "LOD-012",
        "%s (id %d) was deleted in qTest since ztoq wrote it; restore it there, or leave it: it is not written again"
            .formatted(object.display(), object.targetId()));
  }
}
