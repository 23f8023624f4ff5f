package io.ztoq.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which runs that stand in qTest follow their executions: the key of a run is made of
 * names, so it changes with the name of an environment, and with a cycle. A run follows when all
 * results that it holds belong to one other run that does not stand yet, or to one that leaves its
 * key in the same way; a run without results follows its first execution when nothing else belongs
 * to it. Everything else is left where it is.
 */
final class RunMoves {

  /**
   * A row of the ledger.
   *
   * @param isWritten whether it has an id in qTest
   * @param maybeStands whether it has one, or may have one that was not recorded
   * @param sortKey that of its first execution
   */
  record Run(long id, String key, boolean isWritten, boolean maybeStands, String sortKey) {}

  /** A result that stands in qTest. */
  record Log(long runId, String executionKey) {}

  private final Map<String, Run> byKey = new HashMap<>();
  private final Map<Long, List<Log>> logs;
  private final Map<String, String> runByExecution = new HashMap<>();
  private final Map<String, String> runBySortKey = new HashMap<>();
  private final Set<String> wanted = new HashSet<>();

  private RunMoves(Collection<Run> runs, Collection<Log> logs, Collection<RunPlace> places) {
    runs.forEach(run -> byKey.put(run.key(), run));
    this.logs = logs.stream().collect(Collectors.groupingBy(Log::runId));
    for (RunPlace place : places) {
      runByExecution.put(place.executionKey(), place.runKey());
      runBySortKey.put(place.sortKey(), place.runKey());
      wanted.add(place.runKey());
    }
  }

  /**
   * @param runs all rows of the cases in question, and those that have one of the wanted keys
   * @param logs of the executions in question
   * @param places of all executions of these cases
   * @return the new key by row; those of rows that never stood give way
   */
  static Map<Long, String> decide(
      Collection<Run> runs, Collection<Log> logs, Collection<RunPlace> places) {
    RunMoves moves = new RunMoves(runs, logs, places);
    return moves.withDisplaced(moves.free(moves.candidates()));
  }

  /** At most one run for each key: the one with the most results. */
  private Map<String, Run> candidates() {
    Map<String, Run> best = new TreeMap<>();
    for (Run run : new TreeMap<>(byKey).values()) {
      String key = run.isWritten() ? destination(run) : null;
      if (key != null && !key.equals(run.key())) {
        best.merge(key, run, (one, other) -> size(other) > size(one) ? other : one);
      }
    }
    return best;
  }

  private int size(Run run) {
    return logs.getOrDefault(run.id(), List.of()).size();
  }

  private @Nullable String destination(Run run) {
    List<Log> results = logs.getOrDefault(run.id(), List.of());
    if (results.isEmpty()) {
      return wanted.contains(run.key()) ? null : known(runBySortKey.get(run.sortKey()));
    }
    Set<String> keys =
        results.stream()
            .map(log -> runByExecution.get(log.executionKey()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return keys.size() == 1 ? known(keys.iterator().next()) : null;
  }

  private static @Nullable String known(@Nullable String key) {
    return RunPlace.UNKNOWN.equals(key) ? null : key;
  }

  /** Those whose new key is free, or becomes free because the run that has it leaves it, too. */
  private Map<String, Run> free(Map<String, Run> candidates) {
    Map<String, Run> moving = new LinkedHashMap<>(candidates);
    boolean changed = true;
    while (changed) {
      changed =
          moving
              .keySet()
              .removeIf(
                  key -> {
                    Run holder = byKey.get(key);
                    return holder != null && holder.maybeStands() && !moving.containsValue(holder);
                  });
    }
    return moving;
  }

  private Map<Long, String> withDisplaced(Map<String, Run> moving) {
    Map<Long, String> keys = new LinkedHashMap<>();
    moving.forEach((key, run) -> keys.put(run.id(), key));
    List<String> left =
        moving.values().stream()
            .map(Run::key)
            .filter(key -> !moving.containsKey(key))
            .sorted()
            .collect(Collectors.toList());
    for (String key : moving.keySet()) {
      Run holder = byKey.get(key);
      if (holder != null && !keys.containsKey(holder.id())) {
        keys.put(holder.id(), left.remove(0));
      }
    }
    return keys;
  }
}
