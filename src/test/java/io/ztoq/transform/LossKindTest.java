package io.ztoq.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossKindTest {

  private static final Path PAGE =
      Path.of(System.getProperty("project.dir", "."), "docs", "mapping.md");

  @ParameterizedTest
  @EnumSource(LossKind.class)
  void everyKindOfLossIsExplainedWithItsSeverity(LossKind kind) throws IOException {
    String row =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `") && line.contains("`" + kind.word() + "`"))
            .findFirst()
            .orElse("");

    assertThat(row).as(kind.word()).contains(kind.severity().name());
  }
}
