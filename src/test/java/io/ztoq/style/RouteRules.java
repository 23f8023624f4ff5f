package io.ztoq.style;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** What the style guide (2.4, 2.5) demands of a route file; gives sentences, one per violation. */
final class RouteRules {

  private static final Set<String> NOT_IN_YAML =
      Set.of(
          "script",
          "groovy",
          "process",
          "toD",
          "js",
          "python",
          "mvel",
          "java",
          "joor",
          "dynamicRouter",
          "routingSlip");
  private static final Set<String> ENDPOINTS =
      Set.of("to", "bean", "enrich", "pollEnrich", "wireTap", "recipientList");
  private static final Set<String> RETRY =
      Set.of(
          "onException",
          "maximumRedeliveries",
          "redeliveryPolicy",
          "defaultErrorHandler",
          "deadLetterChannel");
  private static final String SQL =
      "(?is).*\\b(select\\s.+\\sfrom|insert\\s+into|update\\s.+\\sset|delete\\s+from)\\b.*";

  private final String name;
  private final Set<String> knownRoutes;
  private final List<String> violations = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private int endpoints;

  /**
   * @param knownRoutes ids that {@code direct:} may name, besides those of the file itself
   */
  RouteRules(String name, Set<String> knownRoutes) {
    this.name = name;
    this.knownRoutes = knownRoutes;
  }

  /** Violations of one file. */
  List<String> check(String text) {
    lines(text.lines().toList());
    Object root = new Yaml().load(text);
    if (!(root instanceof List<?> items)) {
      violations.add(name + ": holds no list, Camel would load nothing from it");
      return violations;
    }
    Set<String> targets = new HashSet<>(knownRoutes);
    targets.addAll(routeIds(items));
    items.forEach(item -> item(item, targets));
    if (!ids.isEmpty()
        && !ids.get(0).equals(name.replaceFirst(".*/", "").replace(".camel.yaml", ""))) {
      violations.add(name + ": the first route is called like the file, not " + ids.get(0));
    }
    return violations;
  }

  /** Ids of the routes in a loaded file. */
  static Set<String> routeIds(List<?> items) {
    Set<String> found = new HashSet<>();
    for (Object item : items) {
      if (item instanceof Map<?, ?> map
          && map.get("route") instanceof Map<?, ?> route
          && route.get("id") != null) {
        found.add(route.get("id").toString());
      }
    }
    return found;
  }

  private void lines(List<String> lines) {
    if (lines.size() > 150) {
      violations.add(name + ": has more than 150 lines");
    }
    boolean commented =
        lines.size() > 1
            && lines.get(0).matches("# [A-Z]+ {2,}\\S.*")
            && lines.get(1).startsWith("# In:");
    if (!commented || !lines.get(1).contains("Out:")) {
      violations.add(name + ": begins with two comment lines: FLOW and arrow, then In: and Out:");
    }
  }

  private void item(Object item, Set<String> targets) {
    if (!(item instanceof Map<?, ?> map) || !(map.get("route") instanceof Map<?, ?> route)) {
      violations.add(
          name + ": holds something that is no route: " + item.toString().split("[={]", 2)[0]);
      return;
    }
    String id = String.valueOf(route.get("id"));
    ids.add(id);
    if (route.get("id") == null || !id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)+")) {
      violations.add(name + ": route id " + id + " is verb-object in kebab-case");
    }
    if (route.get("description") == null || route.get("description").toString().length() < 15) {
      violations.add(name + ": route " + id + " has no description");
    }
    if (route.get("from") instanceof Map<?, ?> from && from.get("uri") != null) {
      String uri = from.get("uri").toString();
      if (uri.startsWith("direct:") && !uri.equals("direct:" + id)) {
        violations.add(name + ": route " + id + " starts from " + uri + " instead of direct:" + id);
      }
    }
    endpoints = 0;
    node(route.get("from"), id, targets);
    if (endpoints > 8) {
      violations.add(name + ": route " + id + " has " + endpoints + " endpoints, at most 8");
    }
  }

  private void node(Object node, String id, Set<String> targets) {
    if (node instanceof List<?> list) {
      list.forEach(one -> node(one, id, targets));
    } else if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> entry(key.toString(), value, id, targets));
    } else if (node instanceof String text && text.matches(SQL)) {
      violations.add(name + ": route " + id + " holds SQL");
    }
  }

  private void entry(String key, Object value, String id, Set<String> targets) {
    if (NOT_IN_YAML.contains(key)) {
      violations.add(name + ": route " + id + " uses " + key + ", which belongs in Java");
    }
    if (RETRY.contains(key)) {
      violations.add(
          name
              + ": route "
              + id
              + " configures retry itself ("
              + key
              + ") instead of routeConfigurationId");
    }
    if (ENDPOINTS.contains(key)) {
      endpoints++;
      target(value, id, targets);
    }
    if (key.equals("simple") || key.equals("constant")) {
      expression(value, id);
    }
    node(value, id, targets);
  }

  private void target(Object value, String id, Set<String> targets) {
    Object uri = value instanceof Map<?, ?> map ? map.get("uri") : value;
    if (uri instanceof String text
        && text.startsWith("direct:")
        && !targets.contains(text.substring(7))) {
      violations.add(name + ": route " + id + " sends to " + text + ", which no route has");
    }
  }

  private void expression(Object value, String id) {
    Object text = value instanceof Map<?, ?> map ? map.get("expression") : value;
    if (!(value instanceof Map<?, ?>)) {
      violations.add(name + ": route " + id + " writes an expression in short form: " + text);
    }
    if (String.valueOf(text).strip().contains("\n") || String.valueOf(text).contains("${bean:")) {
      violations.add(
          name
              + ": route "
              + id
              + " has an expression that does more than read one value: "
              + text);
    }
  }
}
