package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything of a Zephyr project that the mapping speaks of, as it came.
 *
 * @param statuses names by id, all types in one: the ids do not overlap
 */
public record ZephyrProject(
    Map<Long, String> priorities,
    Map<Long, String> statuses,
    Map<Long, String> environments,
    List<JsonNode> caseFolders,
    List<JsonNode> cycleFolders,
    List<SourceCase> cases,
    List<JsonNode> cycles,
    List<SourceExecution> executions,
    Instant readAt) {

  /**
   * This project with what has been deleted since {@code before}: it stays in qTest as it stood
   * there.
   */
  public ZephyrProject withDeletedOf(ZephyrProject before) {
    return new ZephyrProject(
        priorities,
        statuses,
        environments,
        union(caseFolders, before.caseFolders, row -> row.get("id")),
        union(cycleFolders, before.cycleFolders, row -> row.get("id")),
        union(cases, before.cases, SourceCase::key),
        union(cycles, before.cycles, row -> row.get("id")),
        union(executions, before.executions, SourceExecution::id),
        readAt);
  }

  private static <T> List<T> union(List<T> now, List<T> before, Function<T, Object> key) {
    Map<Object, T> all = new LinkedHashMap<>();
    before.forEach(one -> all.put(key.apply(one), one));
    now.forEach(one -> all.put(key.apply(one), one));
    return List.copyOf(all.values());
  }
}
