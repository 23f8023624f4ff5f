package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.load.LoadCounts.Outcome;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Looks whether an object whose answer is missing stands in qTest. Found once: it is ours and
 * adopted. Not found: only after the settle time it counts as absent, since the request may still
 * be under way there. Found more than once: its record stops, nothing is guessed.
 */
final class Lookout {

  /** Sending the same object again and again does not help when its answers alone are lost. */
  private static final int MOST_ROUNDS = 6;

  enum What {
    /** Recorded as written. */
    SETTLED,
    /** Stands there, but not as planned: {@link Sight#object} is an update now. */
    DIFFERENT,
    /** Certainly not there. */
    ABSENT,
    /** Handed to the feed again. */
    TOO_EARLY
  }

  record Sight(What what, TargetObject object) {}

  private final Loading loading;

  Lookout(Loading loading) {
    this.loading = loading;
  }

  /** Looks for one object and postpones it when it is too early to tell. */
  Sight look(ObjectForm form, TargetObject object) {
    List<JsonNode> found = new ArrayList<>();
    loading
        .lists()
        .each(
            form.siblings(object),
            form.paging(),
            row -> {
              if (form.isIt(object, row)) {
                found.add(row);
              }
              return false;
            });
    if (!found.isEmpty()) {
      return settle(form, object, found);
    }
    if (postponed(object)) {
      return new Sight(What.TOO_EARLY, object);
    }
    refuseTooManyRounds(object);
    return new Sight(What.ABSENT, object);
  }

  /** Hands the object to the feed again when its request may still be under way. */
  boolean postponed(TargetObject object) {
    Instant since = object.inDoubtSince();
    if (since == null || !loading.clock().instant().isBefore(since.plus(loading.settleTime()))) {
      return false;
    }
    loading.feed().later(object, since.plus(loading.settleTime()));
    return true;
  }

  /**
   * @throws RecordRejected (LOD-006) when answers for this object were lost again and again
   */
  void refuseTooManyRounds(TargetObject object) {
    if (object.inDoubtSince() != null && object.attempts() > MOST_ROUNDS) {
      throw new RecordRejected(
          "LOD-006",
          "%s was sent %d times and no answer came back whole, and qTest does not show it; look into the log of the site, then run load again"
              .formatted(object.display(), object.attempts() - 1));
    }
  }

  static RecordRejected several(TargetKind kind, String sourceKey, Collection<Long> ids) {
    return new RecordRejected(
        "LOD-005",
        "%s stands %d times in qTest (ids %s); delete all but one there, then run load again"
            .formatted(TargetObject.display(kind, sourceKey), ids.size(), ids));
  }

  /**
   * @throws RecordRejected (LOD-005) when there are several
   */
  static JsonNode only(TargetObject object, List<JsonNode> found) {
    if (found.size() > 1) {
      throw several(
          object.kind(),
          object.sourceKey(),
          found.stream().map(row -> row.path("id").asLong()).toList());
    }
    return found.get(0);
  }

  /**
   * Adopts what was found.
   *
   * @param found rows with the object's marker, at least one
   * @throws RecordRejected (LOD-005) when there are several
   */
  Sight settle(ObjectForm form, TargetObject object, List<JsonNode> found) {
    JsonNode row = only(object, found);
    if (!(form instanceof ChangeableForm changeable)) {
      loading.written(object, row, form.digest(row), Outcome.ADOPTED, true);
      return new Sight(What.SETTLED, object);
    }
    TargetObject adopted =
        loading
            .ledger()
            .adoptForUpdate(object, row.path("id").asLong(), row.path("pid").textValue());
    JsonNode live = loading.lists().one(changeable.read(adopted));
    if (changeable.move(adopted, live).isEmpty() && changeable.isAsPlanned(adopted, live)) {
      loading.written(adopted, live, form.digest(live), Outcome.ADOPTED, true);
      return new Sight(What.SETTLED, adopted);
    }
    return new Sight(What.DIFFERENT, adopted);
  }
}
