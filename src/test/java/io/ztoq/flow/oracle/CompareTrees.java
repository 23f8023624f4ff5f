package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Modules and cycles: each once, in its place, by its name, siblings that were folders in their
 * order.
 */
final class CompareTrees {

  private record Expected(String name, String parent) {}

  private final ExpectedProject expected;
  private final Rules rules;
  private final Differences differences;
  private final Texts texts;

  CompareTrees(ExpectedProject expected, Rules rules, Differences differences) {
    this.expected = expected;
    this.rules = rules;
    this.differences = differences;
    this.texts = new Texts(rules.users());
  }

  /**
   * @return marker of each module by its id
   */
  Map<Long, String> modules(List<TargetObject> modules) {
    Map<String, Expected> wanted = folders(expected.caseFolders());
    boolean needed =
        expected.cases().values().stream()
            .anyMatch(one -> one.module().equals(ExpectedProject.NO_FOLDER));
    addOptional(wanted, needed, ExpectedProject.NO_FOLDER, rules.noFolder(), modules);
    return compare("module", wanted, modules, expected.caseFolders());
  }

  /**
   * @return marker of each cycle by its id
   */
  Map<Long, String> cycles(List<TargetObject> cycles) {
    Map<String, Expected> wanted = folders(expected.cycleFolders());
    for (JsonNode cycle : expected.source().cycles()) {
      long folder = cycle.path("folder").path("id").asLong();
      String parent =
          expected.cycleFolders().ids().contains(folder) ? "zephyr:folder/" + folder : "";
      wanted.put(
          "zephyr:cycle/" + cycle.get("key").asText(),
          new Expected(cycle.get("name").asText(), parent));
    }
    boolean needed =
        expected.runs().values().stream()
            .anyMatch(run -> !run.isOptional() && run.cycle().equals(ExpectedProject.ADHOC));
    addOptional(wanted, needed, ExpectedProject.ADHOC, rules.adhoc(), cycles);
    Map<Long, String> marks = compare("cycle", wanted, cycles, expected.cycleFolders());
    describe(cycles);
    for (TargetObject cycle : cycles) {
      String mark = cycle.marker();
      if (mark.startsWith("zephyr:cycle/")) {
        differences.same(mark, "is a test suite", rules.shape().suites(), cycle.isSuite());
      }
      if (!marks.containsKey(cycle.parent())) {
        differences.same(mark, "release", rules.shape().release(), cycle.release());
      }
    }
    return marks;
  }

  /** A collecting object must be there when something stands in it; otherwise it may. */
  private static void addOptional(
      Map<String, Expected> wanted,
      boolean needed,
      String mark,
      String name,
      List<TargetObject> actual) {
    if (needed || actual.stream().anyMatch(object -> object.marker().equals(mark))) {
      wanted.put(mark, new Expected(name, ""));
    }
  }

  private static Map<String, Expected> folders(FolderTree tree) {
    Map<String, Expected> folders = new LinkedHashMap<>();
    for (long id : tree.ids()) {
      String parent = tree.parent(id) == FolderTree.TOP ? "" : "zephyr:folder/" + tree.parent(id);
      folders.put("zephyr:folder/" + id, new Expected(tree.name(id), parent));
    }
    return folders;
  }

  private Map<Long, String> compare(
      String kind, Map<String, Expected> wanted, List<TargetObject> actual, FolderTree tree) {
    Map<Long, String> marks = new HashMap<>();
    Map<String, TargetObject> byMark = new HashMap<>();
    for (TargetObject object : actual) {
      String mark = object.marker();
      String what = kind + ' ' + object.id() + " \"" + object.name() + '"';
      differences.holds(
          wanted.containsKey(mark), what, "existence", "not there", object.description());
      differences.holds(byMark.putIfAbsent(mark, object) == null, what, "existence", "once", mark);
      marks.put(object.place(), mark);
    }
    wanted.forEach(
        (mark, want) -> {
          TargetObject object = byMark.get(mark);
          differences.holds(
              object != null, kind + ' ' + mark, "existence", "there: " + want.name(), "missing");
          if (object != null) {
            differences.same(kind + ' ' + mark, "name", want.name(), object.name());
            differences.same(
                kind + ' ' + mark,
                "parent",
                want.parent(),
                marks.getOrDefault(object.parent(), ""));
          }
        });
    compareOrder(kind, FolderTree.TOP, byMark, tree);
    tree.ids().forEach(parent -> compareOrder(kind, parent, byMark, tree));
    return marks;
  }

  private void compareOrder(
      String kind, long parent, Map<String, TargetObject> byMark, FolderTree tree) {
    List<String> wanted = tree.children(parent).stream().map(id -> "zephyr:folder/" + id).toList();
    List<TargetObject> siblings = new ArrayList<>();
    wanted.stream().filter(byMark::containsKey).forEach(mark -> siblings.add(byMark.get(mark)));
    siblings.sort(
        Comparator.<TargetObject>comparingInt(object -> object.row().path("order").asInt())
            .thenComparing(TargetObject::position));
    if (siblings.size() == wanted.size()) {
      List<String> actual = siblings.stream().map(TargetObject::marker).toList();
      differences.same(kind + "s below " + parent, "order", wanted, actual);
    }
  }

  private void describe(List<TargetObject> cycles) {
    Map<String, TargetObject> byMark = new HashMap<>();
    cycles.forEach(cycle -> byMark.put(cycle.marker(), cycle));
    for (JsonNode cycle : expected.source().cycles()) {
      String mark = "zephyr:cycle/" + cycle.get("key").asText();
      TargetObject object = byMark.get(mark);
      if (object != null) {
        String description = cycle.path("description").asText("");
        String actual = object.description();
        differences.holds(
            texts.startsWith(description, actual), mark, "description", description, actual);
        differences.states(texts, mark, "description", actual, facts(cycle));
      }
    }
  }

  private List<String> facts(JsonNode cycle) {
    List<String> facts = new ArrayList<>();
    for (String date : List.of("plannedStartDate", "plannedEndDate")) {
      String text = cycle.path(date).asText("");
      facts.add(text.length() > 10 ? text.substring(0, 10) : text);
    }
    facts.add(
        expected.source().statuses().getOrDefault(cycle.path("status").path("id").asLong(), ""));
    facts.add(rules.user(cycle.path("owner").path("accountId").asText("")));
    facts.add(rules.reference(cycle.path("jiraProjectVersion").path("id").asText("")));
    for (Map.Entry<String, JsonNode> field : CustomFields.filled(cycle)) {
      facts.add(field.getKey());
      facts.addAll(CustomFields.leaves(field.getValue()));
    }
    facts.removeIf(String::isEmpty);
    return facts;
  }
}
