package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiRequest;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.store.TargetObject;
import org.jspecify.annotations.Nullable;

/** What is special about one kind of object: how it is made, and how it is recognised in qTest. */
interface ObjectForm {

  /** The one request that makes the object. */
  ApiRequest create(TargetObject object);

  /**
   * The list in which the object would be if it stood in qTest; objects with an equal list are
   * looked for together.
   */
  ApiRequest siblings(TargetObject object);

  Paging paging();

  /** Whether a row of that list carries the object's marker. */
  boolean isIt(TargetObject object, JsonNode row);

  /**
   * Digest of what an answer shows, null when it does not show enough of the object to compare it
   * later.
   */
  default @Nullable String digest(JsonNode live) {
    return null;
  }
}
