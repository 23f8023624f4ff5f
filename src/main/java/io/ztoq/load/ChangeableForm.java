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

  /** Whether it stands where and as it shall. */
  default boolean isAsPlanned(TargetObject object, JsonNode live) {
    return !movesWithChange(object, live) && view().shows(live, body(object, live));
  }
}
