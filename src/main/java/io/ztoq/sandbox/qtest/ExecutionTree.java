package io.ztoq.sandbox.qtest;

import io.ztoq.sandbox.wire.Call;
import java.util.Set;

/**
 * Parents in the execution tree: query parameters {@code parentId} and {@code parentType} (trap
 * 16).
 */
final class ExecutionTree {

  private final QTestState state;

  ExecutionTree(QTestState state) {
    this.state = state;
  }

  /** A parent; type "root" has id 0. */
  record Parent(String type, long id) {}

  boolean given(Call call) {
    return call.query("parentId") != null || call.query("parentType") != null;
  }

  /**
   * The parent of the query; one of the two parameters alone has no effect, which means the root.
   *
   * @param allowed parent types of the object
   */
  Parent parent(Call call, Set<String> allowed) {
    String type = call.query("parentType");
    Long id = QTestPages.number(call, "parentId");
    if (type == null || id == null) {
      if (type != null || id != null) {
        state.violation(
            call.method() + " with only one of parentId and parentType: means the root");
      }
      return new Parent(Item.ROOT, 0);
    }
    if (!allowed.contains(type)) {
      throw QTestErrors.invalid("parentType must be one of " + allowed);
    }
    if (type.equals(Item.ROOT)) {
      if (id != 0) {
        throw QTestErrors.invalid("parentId of the root is 0");
      }
      return new Parent(Item.ROOT, 0);
    }
    state.item(kind(type), id);
    return new Parent(type, id);
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "release" -> Kind.RELEASE;
      case "test-cycle" -> Kind.TEST_CYCLE;
      default -> Kind.TEST_SUITE;
    };
  }
}
