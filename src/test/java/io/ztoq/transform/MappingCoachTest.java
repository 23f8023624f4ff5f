package io.ztoq.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.SourceProject;
import io.ztoq.fixture.Stores;
import io.ztoq.mapping.MappingRules;
import io.ztoq.store.LedgerCounts.KindCount;
import io.ztoq.store.Store;
import io.ztoq.store.TargetKind;
import io.ztoq.transform.MappingCoach.Advice;
import io.ztoq.transform.MappingCoach.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingCoachTest {

  @TempDir Path folder;

  private Store store;

  @BeforeEach
  void fill() {
    store = Stores.sqlite(folder);
    SourceProject source = new SourceProject(store);
    source.testCase(1, "High");
    source.testCase(2, "Major");
    source.testCase(3, "Major");
    source.testCase(4, "So \"so\" \\ ");
    source.cycle(7, null);
    source.execution(31, 1L, 7L, "Pass", Transforming.NOON);
    source.execution(32, 1L, 7L, "blocked", Transforming.NOON);
    source.result(31, 1, null, "Retest");
    source.field("TestCase", 1, "Effort", "7", "NUMBER");
    source.run("UPDATE TestCase SET component_id = 88, owner_id = '5b1' WHERE test_case_id = 1");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void listsEveryValueWithItsCountWhatItBecomesAndWhatItCould() {
    Advice advice = new MappingCoach(store, "PAY", MappingFiles.defaults()).advise();

    assertThat(advice.values())
        .contains(
            new Value("values.priority", "High", 1, "High", null),
            new Value("values.priority", "Major", 2, null, "High"),
            new Value("values.execution-status", "Pass", 1, "Passed", null),
            new Value("values.execution-status", "blocked", 1, null, "Blocked"),
            new Value("values.execution-status", "Retest", 1, null, "Incomplete"),
            new Value("test_case", "Effort", 1, "Effort (number)", null),
            new Value("components", "88", 1, "88", null),
            new Value("users", "5b1", 3, "5b1", null));
  }

  @Test
  void whatItSaysToPasteIsAValuesFileInWhichOnlyTheUnknownIsOpen() throws IOException {
    Advice advice = new MappingCoach(store, "PAY", MappingFiles.defaults()).advise();
    String open = "\"So \\\"so\\\" \\\\ \": \"\"";

    assertThat(advice.yaml())
        .contains("    \"Major\": \"High\"   # suggested, 2 test cases\n")
        .contains("    \"Retest\": \"Incomplete\"   # suggested, 1 executions and step results\n")
        .contains(open + "   # FILL IN, 1 test cases\n");
    assertThatThrownBy(() -> rules(advice.yaml()))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("values.yaml");
    MappingRules rules = rules(advice.yaml().replace(open, open.replace("\"\"", "\"Low\"")));

    assertThat(new MappingCoach(store, "PAY", rules).advise())
        .satisfies(after -> assertThat(after.values()).noneMatch(Value::isMissing))
        .satisfies(after -> assertThat(after.yaml()).isEmpty());
    assertThat(rules.priority().find("Normal")).isEqualTo("Medium");
    assertThat(rules.priority().find("Undecided")).isEqualTo("Undecided");
    assertThat(rules.status().worstFirst()).startsWith("Fail");
  }

  @Test
  void refusesAProjectThatWasNotExtracted() {
    assertThatThrownBy(() -> new MappingCoach(store, "NONE", MappingFiles.defaults()).advise())
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining("no project NONE")
        .hasMessageContaining("ztoq workflow extract");
  }

  @Test
  void theSummaryCountsWhatALoadWouldDo() {
    Transforming.of(store).run("r1");

    TransformSummary summary = TransformSummary.read(store, "PAY");

    assertThat(summary.kinds())
        .contains(
            new KindCount(TargetKind.MODULE, 1, 0, 0, 0, 0, 0),
            new KindCount(TargetKind.TEST_CASE, 1, 0, 0, 3, 0, 0),
            new KindCount(TargetKind.TEST_RUN, 1, 0, 0, 0, 0, 0),
            new KindCount(TargetKind.TEST_LOG, 0, 0, 0, 2, 0, 0));
    assertThat(summary.rejects()).containsEntry("MAP-001", 5L);
    assertThat(summary.losses()).containsKey("kept-as-text");
  }

  private MappingRules rules(String yaml) throws IOException {
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(mappings.resolve("values.yaml"), yaml);
    MappingFiles.Places byDefault = MappingFiles.Places.DEFAULT;
    return MappingFiles.load(
        new MappingFiles.Places(mappings, byDefault.customFieldMap(), byDefault.users()));
  }
}
