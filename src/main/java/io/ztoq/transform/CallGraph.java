package io.ztoq.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which case calls which, without loops: a loop is broken at the case with the lowest id. Holds
 * only cases that call; texts stay in the store.
 */
final class CallGraph {

  private final SortedMap<Long, Set<Long>> callees = new TreeMap<>();
  private final Map<Long, Set<Long>> broken = new HashMap<>();
  private final SortedMap<Long, Integer> levels = new TreeMap<>();

  /** Adds a call; {@link #close} must follow the last one. */
  void add(long caller, long callee) {
    callees.computeIfAbsent(caller, id -> new LinkedHashSet<>()).add(callee);
  }

  void close() {
    peel();
    List<Long> left = callees.keySet().stream().filter(id -> !levels.containsKey(id)).toList();
    for (long id : left) {
      if (!levels.containsKey(id) && breakLoopAt(id)) {
        peel();
      }
    }
  }

  boolean isCaller(long id) {
    return callees.containsKey(id);
  }

  /** Whether this call would close a loop and must not be made. */
  boolean isBroken(long caller, long callee) {
    return broken.getOrDefault(caller, Set.of()).contains(callee);
  }

  /** 0 for a case that calls nothing, else one more than the highest of what it calls. */
  int level(long id) {
    return levels.getOrDefault(id, 0);
  }

  /** Everything that a case calls, directly or not; sorted. */
  List<Long> closure(long id) {
    Set<Long> found = reachable(id);
    return found.stream().sorted().toList();
  }

  /** Callers by level, starting at level 1; sorted within a level. */
  List<List<Long>> callersByLevel() {
    SortedMap<Integer, List<Long>> result = new TreeMap<>();
    for (long id : callees.keySet()) {
      result.computeIfAbsent(level(id), level -> new ArrayList<>()).add(id);
    }
    return List.copyOf(result.values());
  }

  /** Cases that call or are called. */
  Set<Long> members() {
    Set<Long> all = new HashSet<>(callees.keySet());
    callees.values().forEach(all::addAll);
    return all;
  }

  private Set<Long> targets(long caller) {
    Set<Long> all = callees.getOrDefault(caller, Set.of());
    Set<Long> without = broken.get(caller);
    if (without == null) {
      return all;
    }
    Set<Long> kept = new LinkedHashSet<>(all);
    kept.removeAll(without);
    return kept;
  }

  /** Gives a level to every caller whose callees all have one, again and again. */
  private void peel() {
    Map<Long, List<Long>> callers = new HashMap<>();
    Map<Long, Integer> open = new HashMap<>();
    Deque<Long> ready = new ArrayDeque<>();
    for (long id : callees.keySet()) {
      if (!levels.containsKey(id)) {
        List<Long> missing =
            targets(id).stream().filter(one -> isCaller(one) && !levels.containsKey(one)).toList();
        missing.forEach(one -> callers.computeIfAbsent(one, key -> new ArrayList<>()).add(id));
        open.put(id, missing.size());
        if (missing.isEmpty()) {
          ready.add(id);
        }
      }
    }
    while (!ready.isEmpty()) {
      long id = ready.remove();
      levels.put(id, 1 + targets(id).stream().mapToInt(this::level).max().orElse(-1));
      for (long caller : callers.getOrDefault(id, List.of())) {
        if (open.merge(caller, -1, Integer::sum) == 0) {
          ready.add(caller);
        }
      }
    }
  }

  private boolean breakLoopAt(long id) {
    Set<Long> reached = reachable(id);
    if (!reached.contains(id)) {
      return false;
    }
    Set<Long> closing = new HashSet<>();
    for (long target : targets(id)) {
      if (target == id || reachable(target).contains(id)) {
        closing.add(target);
      }
    }
    broken.computeIfAbsent(id, key -> new HashSet<>()).addAll(closing);
    return true;
  }

  private Set<Long> reachable(long id) {
    Set<Long> found = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>(targets(id));
    while (!open.isEmpty()) {
      long at = open.remove();
      if (found.add(at)) {
        open.addAll(targets(at));
      }
    }
    return found;
  }
}
