package io.ztoq.sandbox.qtest;

import java.util.List;

/** What goes with an object when it is deleted (api-contract.md 2.12). PIDs stay consumed. */
final class Deletion {

  private final QTestState state;

  Deletion(QTestState state) {
    this.state = state;
  }

  void delete(Item item) {
    switch (item.kind) {
      case MODULE -> deleteChildren(ModuleEndpoints.TYPE, item.id, Kind.MODULE, Kind.TEST_CASE);
      case RELEASE ->
          deleteChildren("release", item.id, Kind.TEST_CYCLE, Kind.TEST_SUITE, Kind.TEST_RUN);
      case TEST_CYCLE ->
          deleteChildren("test-cycle", item.id, Kind.TEST_CYCLE, Kind.TEST_SUITE, Kind.TEST_RUN);
      case TEST_SUITE -> deleteChildren("test-suite", item.id, Kind.TEST_RUN);
      case TEST_RUN -> item.logIds.forEach(state::removeLog);
      case TEST_CASE -> {
        state.files().removeOf("test-cases", item.id);
        state.removeSteps(item);
      }
      case TEST_LOG -> throw new IllegalStateException("logs cannot be deleted");
    }
    state.table(item.kind).remove(item);
  }

  private void deleteChildren(String type, long id, Kind... kinds) {
    for (Kind kind : kinds) {
      List.copyOf(state.table(kind).children(type, id)).forEach(this::delete);
    }
  }

  /** Whether nothing stands below a cycle. */
  boolean empty(Item cycle) {
    return List.of(Kind.TEST_CYCLE, Kind.TEST_SUITE, Kind.TEST_RUN).stream()
        .allMatch(kind -> state.table(kind).children("test-cycle", cycle.id).isEmpty());
  }
}
