package io.ztoq.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.canonical.CustomField;
import io.ztoq.canonical.Folder;
import io.ztoq.canonical.TestCase;
import io.ztoq.canonical.TestExecution;
import io.ztoq.canonical.TestStep;
import io.ztoq.failure.RecordRejected;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ZephyrEntitiesTest {

  @Test
  void readsACaseOfWhichAlmostEverythingIsMissing() {
    TestCase found =
        (TestCase)
            read(
                ZephyrList.TEST_CASE,
                "{\"id\":\"5\",\"key\":\"A-T5\",\"name\":\"n\",\"owner\":null,\"folder\":null}");

    assertThat(found.id()).isEqualTo(5);
    assertThat(found.folderId()).isNull();
    assertThat(found.extras().links()).isNull();
  }

  @Test
  void acceptsARootFolder() {
    Folder found =
        (Folder)
            read(
                ZephyrList.FOLDER_TEST_PLAN,
                "{\"id\":1,\"parentId\":null,\"name\":\"r\",\"index\":2}");

    assertThat(found).isEqualTo(new Folder(1, "TEST_PLAN", "r", null, 2));
  }

  @Test
  void keepsTheDigitsAndKindsOfCustomFields() {
    TestCase found =
        (TestCase)
            read(
                ZephyrList.TEST_CASE,
                "{\"id\":5,\"key\":\"A-T5\",\"name\":\"n\",\"customFields\":{\"Cost\":1.10,\"On\":true,\"Many\":[\"a\",1.0],\"No\":null}}");

    assertThat(found.extras().customFields())
        .containsExactly(
            new CustomField("Cost", "1.10", CustomField.Type.NUMBER),
            new CustomField("On", "true", CustomField.Type.BOOLEAN),
            new CustomField("Many", "[\"a\",1.0]", CustomField.Type.ARRAY),
            new CustomField("No", null, CustomField.Type.NULL));
  }

  @Test
  void takesKeyAndVersionOfTheExecutedCaseOutOfTheAddress() {
    TestExecution found =
        (TestExecution)
            read(
                ZephyrList.TEST_EXECUTION,
                "{\"id\":1,\"testCase\":{\"id\":900,\"self\":\"https://x/v2/testcases/A-T25/versions/3\"},\"testCycle\":{\"id\":4,"
                    + "\"self\":\"https://x/v2/testcycles/A-R4\"},\"actualEndDate\":\"2018-05-20T13:15:13+0200\"}");

    assertThat(found.executedCase()).isEqualTo(new TestExecution.ExecutedCase("A-T25", 3, 900L));
    assertThat(found.cycleKey()).isEqualTo("A-R4");
    assertThat(found.cycleId()).isEqualTo(4);
    assertThat(found.actualEnd()).isEqualTo(Instant.parse("2018-05-20T11:15:13Z"));
    assertThat(found.label()).isEqualTo("execution/1");
  }

  @Test
  void remembersWhatItCouldNotRead() {
    ZephyrObject row =
        ZephyrObject.parse(
            "{\"id\":1,\"key\":\"A-T1\",\"name\":\"n\",\"createdOn\":\"yesterday\"}");

    ZephyrEntities.read(ZephyrList.TEST_CASE, row);

    assertThat(row.doubts()).containsExactly("createdOn: yesterday");
  }

  @Test
  void demandsTheKey() {
    assertThatThrownBy(() -> read(ZephyrList.TEST_CYCLE, "{\"id\":1,\"name\":\"n\"}"))
        .isInstanceOf(RecordRejected.class)
        .hasMessageContaining("'key'");
  }

  @Test
  void replacesWhatNoDatabaseCanStore() {
    ZephyrObject row =
        ZephyrObject.parse("{\"id\":1,\"key\":\"A-T1\",\"name\":\"a\\u0000b\\ud800c\"}");

    assertThat(row.text("name")).isEqualTo("a\uFFFDb\uFFFDc");
  }

  @Test
  void replacesItInJsonThatIsKeptAsJsonToo() {
    ZephyrObject row =
        ZephyrObject.parse(
            "{\"id\":1,\"key\":\"A-T1\",\"name\":\"n\",\"customFields\":{\"Tags\":[\"a\\u0000b\",\"\\\\u0000\"]}}");

    TestCase found = (TestCase) ZephyrEntities.read(ZephyrList.TEST_CASE, row);

    assertThat(found.extras().customFields().get(0).value())
        .isEqualTo("[\"a\uFFFDb\",\"\\\\u0000\"]");
    assertThat(row.object("customFields").json("Tags")).isEqualTo("[\"a\uFFFDb\",\"\\\\u0000\"]");
  }

  @Test
  void takesAnAddressThatIsNotEncodedAsItIs() {
    ZephyrObject row =
        ZephyrObject.parse(
            "{\"id\":1,\"testCase\":{\"self\":\"https://x/v2/testcases/A%-T1/versions/1\"}}");

    TestExecution found = (TestExecution) ZephyrEntities.read(ZephyrList.TEST_EXECUTION, row);

    assertThat(found.executedCase()).isEqualTo(new TestExecution.ExecutedCase("A%-T1", 1, null));
  }

  @Test
  void readsACallStepWhoseInlinePartIsNull() {
    ZephyrObject row =
        ZephyrObject.parse(
            "{\"id\":null,\"inline\":null,\"testCase\":{\"testCaseKey\":\"A-T9\",\"parameters\":[{\"name\":\"p\",\"value\":\"1\"}]}}");

    TestStep step = ZephyrDetails.caseStep(2, row);

    assertThat(step.kind()).isEqualTo(TestStep.Kind.CALL);
    assertThat(step.calledCaseKey()).isEqualTo("A-T9");
    assertThat(step.parameters()).isEqualTo("[{\"name\":\"p\",\"value\":\"1\"}]");
  }

  @Test
  void seesThatOneEmptyStepIsNone() {
    TestStep step =
        ZephyrDetails.caseStep(
            1,
            ZephyrObject.parse("{\"id\":3,\"inline\":{\"description\":null,\"testData\":\"\"}}"));

    assertThat(step.empty()).isTrue();
  }

  private static Object read(ZephyrList list, String json) {
    return ZephyrEntities.read(list, ZephyrObject.parse(json));
  }
}
