package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ztoq serve --tenants-cron} in a process of its own. */
class ServeTenantsTest {

  private final Trial trial = Trial.tiny(12);
  private Process served;

  @AfterEach
  void leaveNothingRunning() throws InterruptedException {
    if (served != null) {
      served.destroyForcibly().waitFor();
    }
    trial.close();
  }

  @Test
  void rowsGetTheirTenantByScheduleAgainAndAgain() throws Exception {
    QaDatabase qa =
        new QaDatabase(
                QaDatabase.sqlite(Files.createDirectory(trial.folder().resolve("qa"))),
                Shape.LEGACY)
            .rows(4);

    served =
        trial.launch(
            "serve",
            "--cron",
            "0 0 3 1 1 ?",
            "--tenants-cron",
            "* * * * * ?",
            "--tenants-url",
            qa.database().where().url());

    soon("ended, exit code 0: 52 of 52 rows got their tenant");
    qa.change("INSERT INTO test_suites (id, name, created_by) VALUES (77, 'new', 1)");
    soon("ended, exit code 0: 1 of 1 rows got their tenant");
    assertThat(qa.number("SELECT count(*) FROM test_suites WHERE tenant_id IS NULL")).isZero();
    assertThat(trial.folder().resolve("migrations/tenants/sqlite")).isNotEmptyDirectory();
    served.destroy();
    assertThat(served.waitFor(30, TimeUnit.SECONDS)).as(trial.console()).isTrue();
    assertThat(served.exitValue()).as(trial.console()).isIn(0, 5);
  }

  private void soon(String line) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .failFast(() -> assertThat(served.isAlive()).as(trial.console()).isTrue())
        .until(() -> trial.console().contains(line));
  }
}
