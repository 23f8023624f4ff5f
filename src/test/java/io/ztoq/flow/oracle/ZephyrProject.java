package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
    Instant readAt) {}
