package io.ztoq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.sample.Ids;
import io.ztoq.sandbox.sample.Place;
import io.ztoq.sandbox.sample.SampleProject;
import io.ztoq.sandbox.sample.Scripts.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Even the smallest project holds everything that mapping.md speaks of. */
class SampleDataTest {

  private static final SampleProject TINY = project(42, 20, false);

  private static SampleProject project(long seed, int cases, boolean dirty) {
    return new SampleProject(new Place("PAY"), seed, cases, dirty, 1_000);
  }

  private static List<ObjectNode> cases(SampleProject project) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int number = 1; number <= project.caseCount(); number++) {
      rows.add(project.cases().testCase(number));
    }
    return rows;
  }

  private static List<ObjectNode> executions(SampleProject project) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int number = 1; number <= project.executionCount(); number++) {
      rows.add(project.executions().execution(number));
    }
    return rows;
  }

  @Test
  void theSameSeedGivesTheSameDataAndAnotherSeedOther() {
    assertThat(cases(project(7, 50, false))).isEqualTo(cases(project(7, 50, false)));
    assertThat(cases(project(7, 50, false))).isNotEqualTo(cases(project(8, 50, false)));
  }

  @Test
  void everyKindOfScriptOccurs() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int number = 1; number <= 20; number++) {
      kinds.add(TINY.scripts().kind(number));
    }

    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Kind.CALL_MISSING)));
    assertThat(TINY.scripts().steps(11)).hasSizeGreaterThan(100);
  }

  @Test
  void everyCustomFieldTypeOccursOnTheFirstCase() {
    JsonNode fields = TINY.cases().testCase(1).get("customFields");

    assertThat(fields.get("Automatable").isBoolean()).isTrue();
    assertThat(fields.get("Risk score").isIntegralNumber()).isTrue();
    assertThat(fields.get("Effort").isBigDecimal()).isTrue();
    assertThat(fields.get("Review date").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(fields.get("Approved at").asText()).matches("\\d{4}-\\d{2}-\\d{2}T.*Z");
    assertThat(fields.get("Platforms").isArray()).isTrue();
    assertThat(fields.get("Notes").asText()).contains("<br>");
    assertThat(fields.get("Matrix").isObject()).isTrue();
  }

  @Test
  void namesAreLongStrangeAndDouble() {
    List<String> names = cases(TINY).stream().map(row -> row.get("name").asText()).toList();

    assertThat(names)
        .anyMatch(name -> name.length() == 255)
        .anyMatch(name -> name.codePoints().anyMatch(c -> c > 0xFFFF))
        .anyMatch(
            name ->
                name.codePoints()
                    .anyMatch(c -> Character.getDirectionality(c) == 1 || c >= 0x590 && c < 0x700));
    assertThat(new HashSet<>(names)).hasSizeLessThan(names.size());
    assertThat(names).allMatch(name -> !name.isBlank() && name.length() <= 255);
  }

  @Test
  void foldersFormATreeWithAnOrphanALoopAndEqualSiblings() {
    var folders = TINY.caseFolders();
    List<ObjectNode> rows = new ArrayList<>();
    Set<Long> ids = new TreeSet<>();
    for (int number = 1; number <= folders.count(); number++) {
      rows.add(folders.folder(number));
      ids.add(folders.id(number));
    }

    assertThat(rows).anyMatch(row -> row.get("parentId").isNull());
    assertThat(rows)
        .anyMatch(
            row -> !row.get("parentId").isNull() && !ids.contains(row.get("parentId").asLong()));
    ObjectNode last = rows.get(rows.size() - 1);
    ObjectNode before = rows.get(rows.size() - 2);
    assertThat(last.get("parentId")).isEqualTo(before.get("id"));
    assertThat(before.get("parentId")).isEqualTo(last.get("id"));
    var larger = project(1, 1000, false).caseFolders();
    assertThat(larger.folder(4).get("name")).isEqualTo(larger.folder(5).get("name"));
    assertThat(larger.folder(4).get("parentId")).isEqualTo(larger.folder(5).get("parentId"));
  }

  @Test
  void executionsCoverEveryStatusAdHocEnvironmentsMissingKeysAndOldVersions() {
    List<ObjectNode> rows = executions(TINY);

    assertThat(rows.stream().map(row -> row.at("/testExecutionStatus/id").asLong()).distinct())
        .hasSize(5);
    assertThat(rows)
        .anyMatch(row -> row.get("testCycle").isNull())
        .anyMatch(row -> !row.has("key"))
        .anyMatch(row -> !row.get("environment").isNull())
        .anyMatch(row -> !row.has("actualEndDate"))
        .anyMatch(row -> row.at("/testCase/self").asText().endsWith("T18/versions/1"))
        .anyMatch(row -> row.at("/testCase/self").asText().endsWith("T18/versions/3"));
  }

  @Test
  void severalExecutionsShareCycleCaseEnvironmentAndEndDate() {
    ObjectNode first = TINY.executions().execution(5);
    ObjectNode second = TINY.executions().execution(6);

    assertThat(first.get("testCycle")).isEqualTo(second.get("testCycle"));
    assertThat(first.get("environment")).isEqualTo(second.get("environment"));
    assertThat(first.get("actualEndDate")).isEqualTo(second.get("actualEndDate")).isNotNull();
  }

  @Test
  void stepResultsAreFlattenedThroughCallsAndRepeatedPerDataRow() {
    int nested = 2 * 7;
    int dataDriven = 2 * 14;

    assertThat(TINY.executions().steps(nested, TINY.scripts()))
        .hasSizeGreaterThan(4)
        .allMatch(step -> step.get("inline").isObject());
    assertThat(
            TINY.executions().steps(dataDriven, TINY.scripts()).stream()
                .map(step -> step.at("/inline/testDataRowNumber").asInt())
                .distinct())
        .containsExactly(1, 2, 3);
  }

  @Test
  void nothingNeedsRejectingUnlessDirtyIsAskedFor() {
    Set<Long> priorities = new HashSet<>();
    cases(TINY).forEach(row -> priorities.add(row.at("/priority/id").asLong()));
    SampleProject dirty = project(42, 20, true);

    assertThat(priorities).allMatch(id -> id >= 501 && id <= 504);
    assertThat(executions(TINY)).allMatch(row -> row.at("/testExecutionStatus/id").asLong() <= 665);
    assertThat(cases(dirty))
        .anyMatch(row -> row.at("/priority/id").asLong() == 505)
        .anyMatch(row -> row.get("name").asText().contains("<script"));
    assertThat(executions(dirty))
        .anyMatch(row -> row.at("/testExecutionStatus/id").asLong() == 666)
        .anyMatch(row -> row.at("/testCase/self").asText().contains("T77777/"));
    assertThat(dirty.scripts().kind(10)).isEqualTo(Kind.CALL_MISSING);
  }

  @Test
  void filesHaveEqualNamesStrangeNamesNoContentAndSharedContent() throws Exception {
    var files = TINY.files();

    assertThat(files.ofCase(1))
        .extracting("name")
        .containsExactly("screenshot.png", "screenshot.png");
    assertThat(files.ofCase(3).get(0).name()).matches("(?s).*[^\\x00-\\x7F].*");
    assertThat(files.content(files.ofCase(4).get(0)).length()).isZero();
    assertThat(files.content(files.ofCase(3).get(1)).open().readAllBytes())
        .isEqualTo(files.content(files.ofExecution(3).get(2)).open().readAllBytes());
    assertThat(files.ofCycle(2)).isNotEmpty();
    assertThat(files.ofPlan(1)).isNotEmpty();
  }

  @Test
  void idsOfKindsDoNotOverlapEvenInTheLargestProject() {
    assertThat(Ids.ofVersion(100_000, 9)).isLessThan(Ids.ofCycle(1));
    assertThat(Ids.ofCase(100_000)).isLessThan(Ids.ofVersion(1, 1));
    assertThat(Ids.ofPlan(100_000)).isLessThan(Ids.ofExecution(1));
  }
}
