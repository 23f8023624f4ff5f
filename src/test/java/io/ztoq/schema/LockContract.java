package io.ztoq.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.SchemaListener.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two commands on one database, and one that is killed, on every database. */
abstract class LockContract {

  @TempDir Path folder;

  private Sets sets;
  private Look look;

  abstract SchemaDatabase newDatabase();

  String whatAKillLeaves() {
    return "nothing of it was left behind";
  }

  @BeforeEach
  void prepare() {
    SchemaDatabase database = newDatabase();
    sets = new Sets(database, folder.resolve("migrations"));
    look = new Look(database);
    sets.table("001", "one").table("002", "two").table("003", "three");
  }

  @Test
  void ofSeveralAtOnceOneAppliesAndTheOthersWait() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<ApplyResult> apply = () -> sets.engine().applyAll();
      List<Integer> counts = new ArrayList<>();
      for (Future<ApplyResult> one : threads.invokeAll(List.of(apply, apply, apply))) {
        counts.add(one.get().applied().size());
      }

      assertThat(counts).containsExactlyInAnyOrder(3, 0, 0);
    } finally {
      threads.shutdownNow();
    }
    assertThat(look.journal()).filteredOn(line -> !line.endsWith("running")).hasSize(6);
  }

  @Test
  void aHolderIsNamedAndAKilledOneFreesTheLockAtOnce() throws Exception {
    Process child = child(Step.RECORDED, "002");
    try {
      assertThatThrownBy(
              () -> sets.engine("", Duration.ofMillis(300), SchemaListener.NONE).applyAll())
          .hasMessageContaining("is being changed by")
          .hasMessageContaining("process " + child.pid())
          .extracting(problem -> ((RunStopped) problem).exitCode().status())
          .isEqualTo(4);
      assertThat(sets.engine().status().version()).isEqualTo("001");
    } finally {
      child.destroyForcibly().waitFor();
    }

    ApplyResult result = sets.engine("", Duration.ofSeconds(5), SchemaListener.NONE).applyAll();

    assertThat(result.applied()).containsExactly("002", "003");
    assertThat(look.rows("SELECT COUNT(*) FROM two")).containsExactly("1");
    assertThat(look.history()).hasSize(3);
    assertThat(look.flyway()).hasSize(3);
    assertThat(look.rows("SELECT message FROM schema_journal WHERE outcome = 'failed'"))
        .singleElement()
        .asString()
        .contains("the process ended before it was done; " + whatAKillLeaves());
  }

  @Test
  void aKillBetweenTwoStepsIsGoneOnWith() throws Exception {
    sets.write(
        "004",
        "steps",
        "-- transaction: none\nCREATE TABLE four (id INTEGER);\nCREATE TABLE five (id INTEGER);",
        "DROP TABLE five;\nDROP TABLE four;");
    child(Step.STATEMENT, "004").destroyForcibly().waitFor();

    assertThat(sets.engine().status().exitStatus()).isEqualTo(3);
    assertThat(sets.engine().applyAll().applied()).containsExactly("004");

    assertThat(look.tables()).containsExactly("five", "four", "one", "three", "two");
    assertThat(sets.engine().status().exitStatus()).isZero();
  }

  private Process child(Step step, String number) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledApply.class.getName(),
            sets.database().url(),
            sets.folder().toString(),
            step.name(),
            number);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    if (sets.database().user() != null) {
      builder.environment().put("KILLED_USER", sets.database().user());
      builder.environment().put("KILLED_PASSWORD", String.valueOf(sets.database().password()));
    }
    Process child = builder.start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.equals("THERE")) {
      line = lines.readLine();
    }
    assertThat(line).as("the child ended before it was there").isEqualTo("THERE");
    return child;
  }
}
