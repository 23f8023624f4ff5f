package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which case calls which, with every loop cut at its case with the lowest id. */
final class Calls {

  private final Map<String, Long> ids = new HashMap<>();
  private final Map<String, Set<String>> calls = new HashMap<>();
  private final Set<List<String>> cut = new HashSet<>();

  Calls(List<SourceCase> cases) {
    cases.forEach(one -> ids.put(one.key(), one.id()));
    cases.forEach(one -> calls.put(one.key(), called(one)));
    while (cutLowest()) {
      // a cut may leave smaller loops behind
    }
  }

  private static Set<String> called(SourceCase one) {
    Set<String> called = new LinkedHashSet<>();
    one.steps().stream().map(Calls::calledKey).filter(key -> !key.isEmpty()).forEach(called::add);
    return called;
  }

  /** Key of the case that a step calls; empty for an inline step. */
  static String calledKey(JsonNode step) {
    return step.path("testCase").path("testCaseKey").asText("");
  }

  private boolean cutLowest() {
    String lowest = null;
    for (String key : calls.keySet()) {
      if (reachable(key).contains(key) && (lowest == null || ids.get(key) < ids.get(lowest))) {
        lowest = key;
      }
    }
    if (lowest == null) {
      return false;
    }
    for (String callee : List.copyOf(calls.get(lowest))) {
      if (callee.equals(lowest) || reachable(callee).contains(lowest)) {
        calls.get(lowest).remove(callee);
        cut.add(List.of(lowest, callee));
      }
    }
    return true;
  }

  private Set<String> reachable(String from) {
    Set<String> reached = new HashSet<>();
    Deque<String> todo = new ArrayDeque<>(calls.getOrDefault(from, Set.of()));
    while (!todo.isEmpty()) {
      String next = todo.pop();
      if (reached.add(next)) {
        todo.addAll(calls.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  boolean isCut(String caller, String callee) {
    return cut.contains(List.of(caller, callee));
  }

  /** Cases that {@code caller} really calls in qTest. */
  Set<String> of(String caller) {
    return calls.get(caller);
  }

  boolean exists(String key) {
    return ids.containsKey(key);
  }
}
