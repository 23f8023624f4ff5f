package io.ztoq.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.Entity;
import io.ztoq.canonical.EntityLink;
import io.ztoq.canonical.Extras;
import io.ztoq.canonical.Folder;
import io.ztoq.canonical.ReferenceValue;
import io.ztoq.canonical.TestCase;
import io.ztoq.canonical.TestCycle;
import io.ztoq.canonical.TestExecution;
import io.ztoq.canonical.TestExecution.ExecutedCase;
import io.ztoq.canonical.TestPlan;
import io.ztoq.failure.RecordRejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns rows of Zephyr's lists into canonical entities. Only number, key and name are demanded. */
public final class ZephyrEntities {

  private ZephyrEntities() {}

  /**
   * @throws RecordRejected (ZEP-011) when the number, key or name is missing
   */
  public static Entity read(ZephyrList list, ZephyrObject row) {
    return switch (list) {
      case TEST_CASE -> testCase(row);
      case TEST_PLAN -> testPlan(row);
      case TEST_CYCLE -> testCycle(row);
      case TEST_EXECUTION -> testExecution(row);
      case FOLDER_TEST_CASE, FOLDER_TEST_PLAN, FOLDER_TEST_CYCLE -> folder(list, row);
      default -> reference(list, row);
    };
  }

  private static ReferenceValue reference(ZephyrList list, ZephyrObject row) {
    return new ReferenceValue(
        row.requireNumber("id"),
        ReferenceValue.Type.valueOf(list.name()),
        row.requireText("name"),
        row.text("description"),
        row.count("index"),
        row.flag("archived"));
  }

  private static Folder folder(ZephyrList list, ZephyrObject row) {
    return new Folder(
        row.requireNumber("id"),
        Objects.requireNonNull(list.filterValue()),
        row.requireText("name"),
        row.reference("parentId"),
        row.count("index"));
  }

  private static TestCase testCase(ZephyrObject row) {
    return new TestCase(
        row.requireNumber("id"),
        row.requireText("key"),
        row.requireText("name"),
        row.text("objective"),
        row.text("precondition"),
        row.number("estimatedTime"),
        row.texts("labels"),
        row.reference("component"),
        row.reference("priority"),
        row.reference("status"),
        row.reference("folder"),
        row.object("owner").text("accountId"),
        row.instant("createdOn"),
        SelfLink.lastPart(row.object("testScript").text("self")),
        extras(row));
  }

  private static TestPlan testPlan(ZephyrObject row) {
    List<Long> cycles = new ArrayList<>();
    for (ZephyrObject link : row.object("links").objects("testCycles")) {
      Long id = link.number("testCycleId");
      if (id != null && !cycles.contains(id)) {
        cycles.add(id);
      }
    }
    return new TestPlan(
        row.requireNumber("id"),
        row.requireText("key"),
        row.requireText("name"),
        row.text("objective"),
        row.reference("status"),
        row.reference("folder"),
        row.object("owner").text("accountId"),
        row.texts("labels"),
        cycles,
        extras(row));
  }

  private static TestCycle testCycle(ZephyrObject row) {
    return new TestCycle(
        row.requireNumber("id"),
        row.requireText("key"),
        row.requireText("name"),
        row.text("description"),
        row.instant("plannedStartDate"),
        row.instant("plannedEndDate"),
        row.reference("status"),
        row.reference("folder"),
        row.object("owner").text("accountId"),
        row.reference("jiraProjectVersion"),
        extras(row));
  }

  private static TestExecution testExecution(ZephyrObject row) {
    String cycle = SelfLink.idOrKey(row.object("testCycle").text("self"), "testcycles");
    Long cycleNumber = cycle == null ? null : Texts.wholeNumber(cycle);
    Long cycleId = row.reference("testCycle");
    return new TestExecution(
        row.requireNumber("id"),
        row.text("key"),
        executedCase(row.object("testCase")),
        cycleId == null ? cycleNumber : cycleId,
        cycleNumber == null ? cycle : null,
        row.reference("testExecutionStatus"),
        row.reference("environment"),
        row.text("executedById"),
        row.text("assignedToId"),
        row.number("executionTime"),
        row.number("estimatedTime"),
        row.instant("actualEndDate"),
        row.text("comment"),
        row.flag("automated"),
        row.reference("jiraProjectVersion"),
        extras(row));
  }

  /**
   * The id there is that of the executed version; key and number of the version stand only in the
   * address.
   */
  private static @Nullable ExecutedCase executedCase(ZephyrObject reference) {
    String self = reference.text("self");
    String key = SelfLink.idOrKey(self, "testcases");
    Long versionId = reference.number("id");
    return key == null && versionId == null
        ? null
        : new ExecutedCase(key, SelfLink.version(self), versionId);
  }

  private static Extras extras(ZephyrObject row) {
    Map<String, CustomField> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : row.fields("customFields")) {
      String name = Texts.storable(field.getKey());
      fields.put(name, customField(name, field.getValue()));
    }
    ZephyrObject links = row.object("links");
    boolean carried = links.has("issues") || links.has("webLinks");
    return new Extras(List.copyOf(fields.values()), carried ? links(links) : null);
  }

  private static CustomField customField(String name, JsonNode value) {
    CustomField.Type type = type(value.getNodeType());
    if (type == CustomField.Type.NULL) {
      return new CustomField(name, null, type);
    }
    return new CustomField(name, Texts.storable(value), type);
  }

  private static CustomField.Type type(JsonNodeType type) {
    return switch (type) {
      case ARRAY -> CustomField.Type.ARRAY;
      case OBJECT, POJO -> CustomField.Type.OBJECT;
      case BOOLEAN -> CustomField.Type.BOOLEAN;
      case NUMBER -> CustomField.Type.NUMBER;
      case NULL, MISSING -> CustomField.Type.NULL;
      case STRING, BINARY -> CustomField.Type.STRING;
    };
  }

  /**
   * Issue links first, then web links, each in Zephyr's order; {@code links} is the object with
   * both lists.
   */
  public static List<EntityLink> links(ZephyrObject links) {
    List<EntityLink> found = new ArrayList<>();
    for (ZephyrObject link : links.objects("issues")) {
      found.add(
          new EntityLink(
              EntityLink.Kind.ISSUE,
              link.number("issueId"),
              link.text("target"),
              null,
              link.text("type")));
    }
    for (ZephyrObject link : links.objects("webLinks")) {
      found.add(
          new EntityLink(
              EntityLink.Kind.WEB,
              null,
              link.text("url"),
              link.text("description"),
              link.text("type")));
    }
    return found;
  }
}
