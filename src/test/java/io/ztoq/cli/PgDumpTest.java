package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Postgres;
import io.ztoq.store.StoreLocation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup by {@code pg_dump}, from a process of its own whose search path holds stand-ins that
 * write down how they are called.
 */
@DisabledOnOs(OS.WINDOWS)
class PgDumpTest {

  private static final String PASSWORD = "hunter2";

  private final StoreLocation location = Postgres.newDatabase();
  @TempDir private Path folder;

  @BeforeEach
  void oneMigration() throws IOException {
    write("set/V001__one.sql", "CREATE TABLE one (id INTEGER);");
    write("set/U001__one.sql", "DROP TABLE one;");
  }

  @Test
  void pgDumpIsCalledWithThePasswordInItsEnvironmentOnlyAndItsCopyIsRead() throws Exception {
    program(
        "pg_dump",
        "for word; do case $word in --file=*) echo dump > \"${word#--file=}\";; esac; done");
    program("pg_restore", "");

    assertThat(schema("--apply-all", "--backup", "--backup-folder", folder + "/copies")).isZero();

    URI uri = URI.create(location.jdbcUrl().substring("jdbc:".length()));
    String calls = Files.readString(folder.resolve("calls"));
    assertThat(calls.lines().filter(one -> one.startsWith("words ")))
        .satisfiesExactly(
            dump ->
                assertThat(dump)
                    .matches(
                        "words pg_dump --format=custom --no-password --file=.*copies/.*\\.dump"),
            list -> assertThat(list).matches("words pg_restore --list --file=/dev/null .*\\.dump"));
    assertThat(calls)
        .contains(
            "where %s %d %s %s %s"
                .formatted(
                    uri.getHost(),
                    uri.getPort(),
                    uri.getPath().substring(1),
                    location.user(),
                    PASSWORD));
    assertThat(calls.lines().filter(one -> one.startsWith("words ")))
        .noneMatch(one -> one.contains(PASSWORD));
    assertThat(told()).contains("backup: ").doesNotContain(PASSWORD);
  }

  @Test
  void aDumpThatFailsOrCannotBeReadOrIsNotThereStopsTheApply() throws Exception {
    assertThat(schema("--apply-all", "--backup", "--backup-folder", folder + "/copies"))
        .isEqualTo(1);
    assertThat(told()).contains("SCH-016", "pg_dump");

    program("pg_dump", "echo 'server version mismatch' >&2; exit 1");
    assertThat(schema("--apply-all", "--backup", "--backup-folder", folder + "/copies"))
        .isEqualTo(1);
    assertThat(told()).contains("SCH-016", "'pg_dump' ended with 1: server version mismatch");

    program(
        "pg_dump",
        "for word; do case $word in --file=*) echo x > \"${word#--file=}\";; esac; done");
    program("pg_restore", "echo 'not an archive' >&2; exit 1");
    assertThat(schema("--apply-all", "--backup", "--backup-folder", folder + "/copies"))
        .isEqualTo(1);
    assertThat(told()).contains("'pg_restore' ended with 1: not an archive");

    assertThat(schema("--status")).isEqualTo(3);
    assertThat(folder.resolve("copies")).isEmptyDirectory();
  }

  private void program(String name, String rest) throws IOException {
    Path file = folder.resolve("bin").resolve(name);
    write(
        "bin/" + name,
        """
        #!/bin/sh
        { echo "words %s $*"; echo "where $PGHOST $PGPORT $PGDATABASE $PGUSER $PGPASSWORD"; } >> '%s'
        %s
        """
            .formatted(name, folder.resolve("calls"), rest));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private int schema(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.ztoq.Ztoq",
            "schema",
            "--url",
            location.jdbcUrl(),
            "--migrations",
            folder.resolve("set").toString());
    builder.command().addAll(List.of(words));
    builder.environment().put("PATH", folder.resolve("bin").toString());
    builder.environment().put("POSTGRES_USER", location.user());
    builder.environment().put("POSTGRES_PASSWORD", PASSWORD);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("told").toFile());
    return builder.start().waitFor();
  }

  private String told() throws IOException {
    return Files.readString(folder.resolve("told"), StandardCharsets.UTF_8);
  }
}
