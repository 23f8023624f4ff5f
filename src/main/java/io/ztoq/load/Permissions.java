package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code user-profiles/current}. Its content is not published (api-contract 2.11), so
 * whatever looks like "object type: right: false" counts as denied, and everything else is left to
 * qTest's own answers.
 */
final class Permissions {

  private static final List<String> OBJECTS =
      List.of("module", "testcase", "testcycle", "testsuite", "testrun", "testlog");
  private static final String APPROVED = "testcase";

  private Permissions() {}

  /**
   * For example {@code create testcase}; empty when nothing is clearly denied.
   *
   * @param approves whether cases shall be approved
   */
  static List<String> denied(JsonNode profile, boolean approves) {
    List<String> denied = new ArrayList<>();
    collect("", profile, denied);
    denied.removeIf(
        right -> right.startsWith("approve") && !(approves && right.endsWith(APPROVED)));
    return denied;
  }

  private static void collect(String path, JsonNode node, List<String> denied) {
    if (node.isArray()) {
      // a list of rights, each with the name of its object type
      node.forEach(entry -> collect(path + named(entry), entry, denied));
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String here = path + " " + plain(entry.getKey());
      if (isDenied(entry.getValue())) {
        addRight(here, denied);
      } else {
        collect(here, entry.getValue(), denied);
      }
    }
  }

  private static String named(JsonNode entry) {
    StringBuilder names = new StringBuilder();
    for (Map.Entry<String, JsonNode> one : entry.properties()) {
      String name = plain(one.getValue().asText(""));
      if (one.getValue().isTextual() && OBJECTS.contains(name.replaceFirst("s$", ""))) {
        names.append(' ').append(name);
      }
    }
    return names.toString();
  }

  private static boolean isDenied(JsonNode value) {
    return value.isBoolean() && !value.asBoolean() || value.asText("").equalsIgnoreCase("false");
  }

  private static void addRight(String path, List<String> denied) {
    for (String object : OBJECTS) {
      for (String right : List.of("create", "edit", "approve")) {
        boolean apart = path.matches(".*\\b" + object + "s?\\b.*\\b(can|allow)?" + right + "\\b.*");
        boolean joined =
            path.matches(".*" + right + object + "s?")
                || path.matches(".*\\b" + object + "s?" + right);
        if (apart || joined) {
          denied.add(right + " " + object);
        }
      }
    }
  }

  private static String plain(String key) {
    return key.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
