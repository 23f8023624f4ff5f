package io.ztoq.flow.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The yardstick is measured too: what the mapping rules say, in small. */
class OraclePartsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Texts texts = new Texts(Map.of("5b1", "Ann"));

  @Test
  void cutsALoopOfFoldersAtItsLowestIdAndLiftsOrphans() {
    FolderTree tree =
        new FolderTree(
            List.of(
                folder(7, 9L, 1),
                folder(9, 8L, 2),
                folder(8, 7L, 3),
                folder(3, 99L, 0),
                folder(4, null, 5),
                folder(5, 4L, 9),
                folder(6, 4L, 2)));

    assertThat(tree.parent(7)).isEqualTo(FolderTree.TOP);
    assertThat(tree.parent(8)).isEqualTo(7);
    assertThat(tree.parent(9)).isEqualTo(8);
    assertThat(tree.children(FolderTree.TOP)).containsExactly(3L, 7L, 4L);
    assertThat(tree.children(4)).containsExactly(6L, 5L);
  }

  @Test
  void cutsEveryLoopOfCallsAtItsLowestCase() {
    Calls calls =
        new Calls(
            List.of(caller(1, 2), caller(2, 3), caller(3, 1, 2), caller(4, 4, 1), caller(5, 77)));

    assertThat(calls.isCut("T1", "T2")).isTrue();
    assertThat(calls.isCut("T2", "T3")).isTrue();
    assertThat(calls.isCut("T3", "T1")).isFalse();
    assertThat(calls.isCut("T4", "T4")).isTrue();
    assertThat(calls.of("T4")).containsExactly("T1");
    assertThat(calls.exists("T77")).isFalse();
  }

  @Test
  void rewritesMentionsAndAcceptsAnyNoteForAnImage() {
    String source =
        "see [~jsmith], [~accountid:5b1] and [~accountid:7]<img src=\"https://x.smartbear.com/a.png\">!";

    assertThat(texts.arrived("[~accountid:5b1][~accountid:7][~jsmith]"))
        .isEqualTo("@Ann@accountid:7@jsmith");
    assertThat(texts.same(source, "see @jsmith, @Ann and @accountid:7(image left out)!")).isTrue();
    assertThat(texts.same(source, "see @jsmith, @Ann and @accountid:7!")).isFalse();
    assertThat(texts.same(source, source)).isFalse();
    assertThat(texts.startsWith("a <b>c</b>", "a <b>c</b><br>more")).isTrue();
  }

  @Test
  void findsFactsInAnyFormAndMissesNone() {
    String actual = "Owner: <b>Ann</b><br>Goal: 1 &lt; 2 &amp; so on";

    assertThat(texts.missing(actual, List.of("Ann", "1 < 2 & so on", "<i>Goal</i>"))).isEmpty();
    assertThat(texts.missing(actual, List.of("Bob"))).containsExactly("Bob");
  }

  @Test
  void readsTheLastLine() {
    assertThat(Texts.lastLine("<p>x</p><p>[zephyr:folder/1]</p>")).isEqualTo("[zephyr:folder/1]");
    assertThat(Texts.lastLine("x\n[zephyr:folder/1]")).isEqualTo("[zephyr:folder/1]");
    assertThat(Texts.lastLine("x [zephyr:folder/1]")).isEqualTo("x [zephyr:folder/1]");
  }

  @Test
  void makesNamesUniqueInTheOrderOfTheirIds() {
    List<SourceFile> files =
        List.of(
            new SourceFile(4, "a.png", "4", 1),
            new SourceFile(1, "a.png", "1", 1),
            new SourceFile(2, "a (2).png", "2", 1),
            new SourceFile(3, "a.png", "3", 1),
            new SourceFile(5, "b", "5", 1),
            new SourceFile(6, "b", "6", 1));

    assertThat(UniqueNames.of(files))
        .containsExactly(
            new TargetFile("a.png", "1"),
            new TargetFile("a (2).png", "2"),
            new TargetFile("a (3).png", "3"),
            new TargetFile("a (4).png", "4"),
            new TargetFile("b", "5"),
            new TargetFile("b (2)", "6"));
  }

  @Test
  void takesTheWorstStatusOfAllRows() {
    Map<Long, String> names = Map.of(1L, "Pass", 2L, "Fail", 3L, "In Progress", 4L, "Not Executed");
    SourceExecution execution =
        new SourceExecution(
            json("{\"id\": 1}"),
            List.of(result(1, 1), result(1, 4), result(2, 3), result(2, 1)),
            List.of(),
            Map.of());

    StepResults results = new StepResults(execution, names);

    assertThat(StepResults.worst(results.byPosition().get(1))).isEqualTo("In Progress");
    assertThat(StepResults.worst(results.byPosition().get(2))).isEqualTo("Not Executed");
  }

  @Test
  void tellsKindsOfFieldsByAllTheirValues() {
    Set<String> users = Set.of("5b1");

    assertThat(kind(users, "true", "false")).isEqualTo(FieldKind.BOOLEAN);
    assertThat(kind(users, "1", "1.5")).isEqualTo(FieldKind.NUMBER);
    assertThat(kind(users, "\"2024-01-01\"")).isEqualTo(FieldKind.DATE);
    assertThat(kind(users, "[\"a\"]", "[]")).isEqualTo(FieldKind.SEVERAL);
    assertThat(kind(users, "\"a\"", "\"b<br>c\"")).isEqualTo(FieldKind.RICH);
    assertThat(kind(users, "\"5b1\"")).isEqualTo(FieldKind.USER);
    assertThat(kind(users, "\"a\"", "1")).isEqualTo(FieldKind.OTHER);
  }

  private static FieldKind kind(Set<String> users, String... values) {
    List<JsonNode> nodes = new ArrayList<>();
    for (String value : values) {
      nodes.add(json(value));
    }
    return FieldKind.of(nodes, users);
  }

  private static JsonNode result(int row, long status) {
    return json(
        "{\"inline\": {\"testDataRowNumber\": " + row + ", \"status\": {\"id\": " + status + "}}}");
  }

  private static JsonNode folder(long id, Long parent, int index) {
    return json(
        "{\"id\": "
            + id
            + ", \"parentId\": "
            + parent
            + ", \"index\": "
            + index
            + ", \"name\": \"n\"}");
  }

  private static SourceCase caller(int number, int... called) {
    List<JsonNode> steps = new ArrayList<>();
    for (int callee : called) {
      steps.add(json("{\"testCase\": {\"testCaseKey\": \"T" + callee + "\"}}"));
    }
    JsonNode row = json("{\"id\": " + number + ", \"key\": \"T" + number + "\", \"name\": \"n\"}");
    return new SourceCase(row, steps, "", "", List.of(), Map.of());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException problem) {
      throw new IllegalArgumentException(problem);
    }
  }
}
