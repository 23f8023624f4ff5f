package io.ztoq.transform;

import io.ztoq.store.PlannedObject.Ref;
import io.ztoq.store.TargetKind;
import org.jspecify.annotations.Nullable;

/** Source keys of the ledger (decisions/0001), which are also the inside of the markers. */
final class Keys {

  static final String NO_FOLDER = "no-folder";
  static final String ADHOC = "adhoc";

  private Keys() {}

  static String folder(long id) {
    return "folder/" + id;
  }

  static String cycle(String key) {
    return "cycle/" + key;
  }

  /** Of the folder, or of the module for cases without one. */
  static String module(@Nullable Long folderId) {
    return folderId == null ? NO_FOLDER : folder(folderId);
  }

  static Ref moduleRef(@Nullable Long folderId) {
    return new Ref(TargetKind.MODULE, module(folderId));
  }

  /** Never taken apart: environment names may contain a slash. */
  static String run(@Nullable String cycleKey, String caseKey, @Nullable String environment) {
    String key = (cycleKey == null ? ADHOC : cycleKey) + "/" + caseKey;
    return environment == null || environment.isEmpty() ? key : key + "/" + environment;
  }

  /** Zephyr's key, or its number where it gave no key. */
  static String execution(@Nullable String key, long id) {
    return key == null || key.isBlank() ? "execution/" + id : key;
  }
}
