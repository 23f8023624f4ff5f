package io.ztoq.sandbox.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Table of routes by method and path template such as {@code /testcases/{key}/teststeps}. A literal
 * segment wins over a variable one. Not changed after the start, then safe for all threads.
 */
public final class Routes {

  private final Map<String, List<Route>> byShape = new HashMap<>();

  /** A found route; counted under {@code template}. */
  public record Match(String template, Handler handler) {}

  private record Route(String template, String[] segments, Handler handler) {}

  /**
   * Adds a route; routes of equal shape are tried in the order of their number of literal segments,
   * then as added.
   */
  public Routes on(String method, String template, Handler handler) {
    String[] segments = template.substring(1).split("/");
    List<Route> routes =
        byShape.computeIfAbsent(method + segments.length, shape -> new ArrayList<>());
    routes.add(new Route(method + " " + template, segments, handler));
    routes.sort((a, b) -> Integer.compare(variables(a), variables(b)));
    return this;
  }

  private static int variables(Route route) {
    int count = 0;
    for (String segment : route.segments()) {
      count += segment.startsWith("{") ? 1 : 0;
    }
    return count;
  }

  /**
   * Finds the route of a call whose path starts with {@code prefix}, and gives the call its
   * variables; null if none.
   */
  public @Nullable Match find(Call call, String prefix) {
    String[] parts =
        call.path().substring(Math.min(prefix.length() + 1, call.path().length())).split("/", -1);
    for (Route route : byShape.getOrDefault(call.method() + parts.length, List.of())) {
      Map<String, String> variables = matched(route.segments(), parts);
      if (variables != null) {
        call.setVariables(variables);
        return new Match(route.template(), route.handler());
      }
    }
    return null;
  }

  private static @Nullable Map<String, String> matched(String[] segments, String[] parts) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < segments.length; i++) {
      if (segments[i].startsWith("{")) {
        variables.put(segments[i].substring(1, segments[i].length() - 1), Call.decoded(parts[i]));
      } else if (!segments[i].equals(parts[i])) {
        return null;
      }
    }
    return variables;
  }
}
