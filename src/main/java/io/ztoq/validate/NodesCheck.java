package io.ztoq.validate;

import io.ztoq.qtest.CycleDocument;
import io.ztoq.qtest.LiveNode;
import io.ztoq.qtest.ModuleDocument;
import io.ztoq.store.Finding;
import io.ztoq.store.Json;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LiveObject;
import io.ztoq.store.LiveObject.Relations;
import io.ztoq.store.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the modules, cycles and suites that stand below one parent. */
final class NodesCheck {

  private final ReadBack back;
  private final long releaseId;
  private final @Nullable FieldsCheck suiteFields;

  /**
   * @param releaseId release below which the top cycles stand, 0: at the root
   * @param suiteFields null when there are no suites
   */
  NodesCheck(ReadBack back, long releaseId, @Nullable FieldsCheck suiteFields) {
    this.back = back;
    this.releaseId = releaseId;
    this.suiteFields = suiteFields;
  }

  /** Modules directly below a module, or at the top level. */
  void modulesBelow(@Nullable Long parent) {
    check(TargetKind.MODULE, parent, back.qtest().modules(parent));
  }

  /** Cycles and suites directly below a cycle, or below the configured top. */
  void cyclesBelow(@Nullable Long parent) {
    String parentType = parent != null ? "test-cycle" : releaseId > 0 ? "release" : "root";
    long parentId = parent != null ? parent : releaseId;
    List<LiveNode> page;
    int number = 1;
    do {
      page = back.qtest().cycles(parentType, parentId, number++);
    } while (check(TargetKind.TEST_CYCLE, parent, page));
    if (suiteFields != null) {
      check(TargetKind.TEST_SUITE, parent, back.qtest().suites(parentType, parentId));
    }
  }

  /** Compares one object that its parent's list did not show. */
  boolean readAlone(LedgerRow row) {
    String collection =
        switch (row.kind()) {
          case MODULE -> "modules";
          case TEST_SUITE -> "test-suites";
          default -> "test-cycles";
        };
    return back.qtest()
        .node(collection, Objects.requireNonNull(row.targetId()))
        .map(
            node -> {
              Comparison comparison = compare(row, node);
              comparison.difference(
                  "VAL-PARENT", "place", String.valueOf(row.parentKey()), "elsewhere");
              back.keep(
                  List.of(comparison.seen(node.id(), Relations.below(null, node.order()))),
                  comparison.findings());
              return node;
            })
        .isPresent();
  }

  /** Returns whether the page showed anything new. */
  private boolean check(TargetKind kind, @Nullable Long parent, List<LiveNode> page) {
    List<Long> ids = page.stream().map(LiveNode::id).toList();
    Map<Long, LedgerRow> rows = back.rowsOf(kind, ids);
    List<LiveObject> seen = new ArrayList<>();
    List<Finding> found = new ArrayList<>();
    var known = back.live().seen(kind.name(), ids);
    for (LiveNode node : page) {
      if (known.contains(node.id())) {
        continue;
      }
      LedgerRow row = rows.get(node.id());
      Relations relations = Relations.below(parent, node.order());
      if (row == null || !row.written()) {
        seen.add(LiveObject.seen(kind.name(), node.id(), marker(kind, node), relations));
      } else {
        Comparison comparison = compare(row, node);
        Places.compare(comparison, row, parent);
        seen.add(comparison.seen(node.id(), relations));
        found.addAll(comparison.findings());
      }
    }
    back.keep(seen, found);
    return !seen.isEmpty();
  }

  private @Nullable String marker(TargetKind kind, LiveNode node) {
    return kind == TargetKind.TEST_SUITE && suiteFields != null
        ? Marker.inFields(node.properties(), suiteFields.labels())
        : Marker.inText(node.description());
  }

  private Comparison compare(LedgerRow row, LiveNode node) {
    Comparison comparison = new Comparison(row);
    String json = Objects.requireNonNull(row.document());
    if (row.kind() == TargetKind.MODULE) {
      ModuleDocument document = Json.read(json, ModuleDocument.class);
      texts(comparison, document.name(), document.description(), document.marker(), node);
    } else {
      CycleDocument document = Json.read(json, CycleDocument.class);
      if (row.kind() == TargetKind.TEST_SUITE && suiteFields != null) {
        comparison.text("VAL-NAME", "name", document.name(), node.name());
        suiteFields.compare(comparison, document.fields(), node.properties());
      } else {
        texts(comparison, document.name(), document.description(), document.marker(), node);
      }
    }
    return comparison;
  }

  private static void texts(
      Comparison comparison, String name, String description, String marker, LiveNode node) {
    comparison.text("VAL-NAME", "name", name, node.name());
    comparison.html("VAL-TEXT", "description", description, node.description());
    String have = Marker.inText(node.description());
    comparison.text("VAL-MARKER", "marker", marker, have == null ? "" : "[zephyr:" + have + "]");
  }
}
