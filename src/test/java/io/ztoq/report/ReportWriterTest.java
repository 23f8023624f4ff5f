package io.ztoq.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.Stores;
import io.ztoq.store.Json;
import io.ztoq.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {

  private static final String EVIL =
      "=1+1</script><script>alert(1)</script><img src=x onerror=alert(2)>";

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Stores.sqlite(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void writesTheTextThatStandsInTheGoldenFile() throws IOException {
    String text = ReportWriter.render(SampleRun.of(store, 1), ReportFormat.TEXT);

    assertThat(text).isEqualTo(Files.readString(Path.of("src/test/resources/report/sample.txt")));
  }

  @Test
  void writesTheCsvThatStandsInTheGoldenFile() throws IOException {
    String csv = ReportWriter.render(SampleRun.of(store, 1), ReportFormat.CSV);

    assertThat(csv).isEqualTo(Files.readString(Path.of("src/test/resources/report/sample.csv")));
  }

  @Test
  void keepsTheKeysOfTheJsonReport() throws IOException {
    JsonNode json =
        Json.MAPPER.readTree(ReportWriter.render(SampleRun.of(store, 1), ReportFormat.JSON));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "createdAt",
            "run",
            "phases",
            "sources",
            "objects",
            "rejects",
            "losses",
            "findings",
            "calls",
            "fields",
            "budgets");
    assertThat(json.at("/run/exitCode").asInt()).isEqualTo(1);
    assertThat(json.at("/objects/1/kind").asText()).isEqualTo("TEST_CASE");
    assertThat(json.at("/objects/1/rejected").asInt()).isEqualTo(1);
    assertThat(json.at("/findings/0/examples/0/expected").asText()).isNotEmpty();
  }

  @Test
  void letsNothingFromOutsideBecomeMarkupOrScript() {
    SampleRun.of(store, 1);
    store.write(
        session ->
            session.update(
                "UPDATE loss SET kind = ?, kept_instead = ?, source_key = source_key", EVIL, EVIL));
    store.write(
        session ->
            session.update(
                "UPDATE finding SET message = ?, expected = ?, source_key = ?", EVIL, EVIL, EVIL));

    String html =
        ReportWriter.render(
            RunReport.of(store, "run-17", Map.of(), SampleRun.NOW), ReportFormat.HTML);

    assertThat(html)
        .doesNotContain("<script>alert")
        .doesNotContain("<img")
        .contains("\\u003cscript\\u003ealert");
    assertThat(html.split("</script", -1)).hasSize(4);
  }

  @Test
  void theExampleOfALossIsOneLoss() {
    SampleRun.of(store, 1);
    store.write(
        session ->
            session.update(
                "UPDATE loss SET field = 'a field', kept_instead = 'a note' WHERE source_key = 'PAY-T22'"));

    RunReport report = RunReport.of(store, "run-17", Map.of(), SampleRun.NOW);

    assertThat(report.losses())
        .filteredOn(group -> group.kind().equals("inline-image"))
        .singleElement()
        .satisfies(
            group ->
                assertThat(group.firstKey() + " " + group.field() + " " + group.keptInstead())
                    .isEqualTo("PAY-T20 objective a note with the image's address"));
  }

  @Test
  void letsNoCellBecomeAFormula() {
    SampleRun.of(store, 1);
    store.write(session -> session.update("UPDATE rejected_record SET message = '=HYPERLINK(1)'"));

    String csv =
        ReportWriter.render(
            RunReport.of(store, "run-17", Map.of(), SampleRun.NOW), ReportFormat.CSV);

    assertThat(csv).contains("'=HYPERLINK(1)").doesNotContain(",=HYPERLINK");
  }

  @Test
  void writesEveryFormatForAStoreThatKnowsNoRun() {
    RunReport nothing = RunReport.latest(store, "PAY", Map.of(), SampleRun.NOW);

    for (ReportFormat format : ReportFormat.values()) {
      assertThat(ReportWriter.render(nothing, format)).as(format.name()).isNotEmpty();
    }
    List<Path> files = ReportWriter.writeAll(nothing, folder.resolve("out"));
    assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatThereIsNoRoomAndKeepsTheReportOfBefore() throws IOException {
    RunReport nothing = RunReport.latest(store, "PAY", Map.of(), SampleRun.NOW);
    Path file = Files.writeString(folder.resolve("report.txt"), "of before");
    Files.createSymbolicLink(folder.resolve("report.txt.part"), Path.of("/dev/full"));

    assertThatThrownBy(() -> ReportWriter.write(nothing, ReportFormat.TEXT, file))
        .isInstanceOfSatisfying(
            RunStopped.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
        .hasMessageContaining("make room");

    assertThat(file).hasContent("of before");
    assertThat(folder.resolve("report.txt.part")).doesNotExist();
  }

  @Test
  void needsNoNetwork() {
    String html = ReportWriter.render(SampleRun.of(store, 1), ReportFormat.HTML);

    assertThat(html)
        .doesNotContainPattern("(?:src|href)=\"?https?:")
        .contains("Content-Security-Policy");
  }

  @Test
  void saysThatARunWasKilled() {
    SampleRun.of(store, 1);
    store.write(session -> session.update("UPDATE run SET exit_code = NULL, outcome = 'died'"));

    String text =
        ReportWriter.render(
            RunReport.of(store, "run-17", Map.of(), SampleRun.NOW), ReportFormat.TEXT);

    assertThat(text).contains("Ended from outside");
  }
}
