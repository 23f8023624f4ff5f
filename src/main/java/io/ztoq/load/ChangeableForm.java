package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.LiveView;
import io.ztoq.store.TargetObject;
import java.util.Optional;

/** A kind of object that can be changed after it was made. */
interface ChangeableForm extends ObjectForm {

  /** Reads the object as it stands. */
  ApiRequest read(TargetObject object);

  /**
   * Everything that the object shall be, to be compared with {@code live} and sent to change it.
   */
  JsonNode body(TargetObject object, JsonNode live);

  ApiRequest change(TargetObject object, JsonNode body);

  /**
   * The request that moves it below its parent; empty when it is there, or moves with its change.
   */
  Optional<ApiRequest> move(TargetObject object, JsonNode live);

  /** Whether its change would move it. */
  default boolean movesWithChange(TargetObject object, JsonNode live) {
    return false;
  }

  LiveView view();

  /** What stands there, at its place among its siblings; only for kinds that have one. */
  default JsonNode reordered(TargetObject object, JsonNode live) {
    throw new IllegalStateException(object.display() + " has no place among its siblings");
  }

  /** Whether it stands where and as it shall. */
  default boolean isAsPlanned(TargetObject object, JsonNode live) {
    JsonNode body = body(object, live);
    return !movesWithChange(object, live) && isAtItsPlace(live, body) && view().shows(live, body);
  }

  /** Whether {@code live} has the order that {@code body} asks for. */
  static boolean isAtItsPlace(JsonNode live, JsonNode body) {
    return !body.has("order") || body.path("order").asInt() == live.path("order").asInt(0);
  }

  /** The order to be sent in a change: the planned one, else the one that it has. */
  static int order(TargetObject object, JsonNode live) {
    return object.position() > 0 ? object.position() : live.path("order").asInt(0);
  }
}
