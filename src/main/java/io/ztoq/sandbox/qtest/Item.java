package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A qTest object; fields that its kind does not have stay empty. Guarded by the lock of the
 * simulator.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
class Item {

  /** What {@code parentType} says for objects at the top. */
  static final String ROOT = "root";

  Kind kind = Kind.MODULE;
  long id;
  String pid = "";
  String name = "";
  String description = "";
  String precondition = "";

  /** "root", "module", "release", "test-cycle" or "test-suite". */
  String parentType = ROOT;

  /** 0 at the top. */
  long parentId;

  int order;
  Instant created = Instant.EPOCH;
  Instant modified = Instant.EPOCH;

  /** Values as sent, by field id. */
  SortedMap<Long, String> properties = new TreeMap<>();

  /** Of a case: oldest first, never empty. */
  List<Version> versions = new ArrayList<>();

  /** Of a run. */
  long caseId;

  /** Of a run: the version it is bound to. */
  long versionId;

  /** Of a run: in the order of submission. */
  List<Long> logIds = new ArrayList<>();

  Version latest() {
    return versions.get(versions.size() - 1);
  }
}
