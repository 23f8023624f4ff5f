package io.ztoq.load;

import io.ztoq.qtest.FieldCatalogue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What preflight found out about the target; shared by all steps of one load. */
public final class LoadTarget {

  private final AtomicReference<@Nullable FieldCatalogue> catalogue = new AtomicReference<>();

  void found(FieldCatalogue found) {
    catalogue.set(found);
  }

  /** Ids of fields, options and statuses. */
  FieldCatalogue catalogue() {
    FieldCatalogue found = catalogue.get();
    if (found == null) {
      throw new IllegalStateException("route preflight-target must run before anything is sent");
    }
    return found;
  }
}
