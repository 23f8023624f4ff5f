package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of migrations/work-data. */
class WorkDataFilesTest {

  private static final Path SET =
      Path.of(System.getProperty("project.dir", "."), "migrations", "work-data");

  @Test
  void bothDatabasesGetTheSameButForTheWordsOfTheirDialect() throws IOException {
    String postgres =
        statements("postgresql")
            .replaceAll(
                "id SERIAL (CONSTRAINT \\w+ PRIMARY KEY)", "id INTEGER NOT NULL $1 AUTOINCREMENT")
            .replace("TIMESTAMPTZ", "TIMESTAMP")
            .replace("DEFAULT now()", "DEFAULT CURRENT_TIMESTAMP");

    assertThat(statements("sqlite")).isEqualTo(postgres).contains("'Withdrawn'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "sqlite"})
  void theRollbackDropsEveryTableInReverseOrderAndNothingElse(String vendor) throws IOException {
    List<String> tables = new ArrayList<>(names("CREATE TABLE (\\w+)", statements(vendor)));
    String rollback = Files.readString(SET.resolve(vendor).resolve("U001__initial_schema.sql"));

    Collections.reverse(tables);
    assertThat(names("(?m)^DROP TABLE (\\w+);$", rollback)).hasSize(24).isEqualTo(tables);
    assertThat(rollback.lines().filter(line -> !line.matches("--.*|DROP TABLE \\w+;|"))).isEmpty();
  }

  private static List<String> names(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String statements(String vendor) throws IOException {
    String text = Files.readString(SET.resolve(vendor).resolve("V001__initial_schema.sql"));
    return text.substring(text.indexOf("CREATE TABLE"));
  }
}
