package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.sandbox.fault.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ztoq serve} in a process of its own, stopped by signals and watched by remote JMX. */
class ServeTest {

  private static final String EVERY_SECOND = "* * * * * ?";
  private static final String RUN = "io.ztoq:type=Run,*";
  private static final String SCHEDULE = "io.ztoq:type=Schedule,*";

  private final Trial trial = Trial.tiny(11);
  private final HeldRequests held = new HeldRequests(Side.ZEPHYR, call -> true);
  private Process served;

  @AfterEach
  void leaveNothingRunning() throws InterruptedException {
    held.release();
    if (served != null) {
      served.destroyForcibly().waitFor();
    }
    trial.close();
  }

  @Test
  void aScheduledRunIsSeenByRemoteJmxAndASecondFiringIsLeftOut() throws Exception {
    Path password = Files.writeString(trial.folder().resolve("jmx.txt"), "geheim\n");
    int port = freePort();
    trial.sandbox().watch(held);

    served =
        trial.launch(
            "serve",
            "--cron",
            EVERY_SECOND,
            "--jmx-port",
            "" + port,
            "--jmx-password",
            "file:" + password);

    soon().until(held::hasOne);
    assertThatThrownBy(() -> Console.open(port, "wrong")).isInstanceOf(SecurityException.class);
    try (Console console = Console.open(port, "geheim")) {
      soon().until(() -> (int) console.read(SCHEDULE, "FiringsLeftOut") > 1);
      seesTheRunUnderWay(console);
      held.release();
      soon().until(() -> (int) console.read(SCHEDULE, "LastExitCode") == 0);
    }
    served.destroy();
    assertThat(served.waitFor(30, TimeUnit.SECONDS)).as(trial.console()).isTrue();
    assertThat(served.exitValue()).as(trial.console()).isIn(0, 5);
    assertThat(trial.console())
        .contains("RUN-004 a schedule fired while the run that began at", "exit code 0");
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  private static void seesTheRunUnderWay(Console console) {
    assertThat(console.names("org.apache.camel:context=ztoq,type=routes,*"))
        .extracting(name -> name.getKeyProperty("name"))
        .contains("\"run-migration\"", "\"call-qtest\"");
    assertThat(console.read(SCHEDULE, "RunsBegun")).isEqualTo(1);
    assertThat(console.names(RUN)).hasSize(1);
    assertThat(console.read(RUN, "Rejects")).isEqualTo(0L);
    assertThat((long) console.read("io.ztoq:type=Door,name=\"zephyr\"", "Calls"))
        .isGreaterThanOrEqualTo(0L);
    assertThat((double) console.read("io.ztoq:type=Door,name=\"zephyr\"", "RequestsPerSecond"))
        .isEqualTo(1000.0);
    assertThat((int) console.read("io.ztoq:type=Door,name=\"zephyr\"", "InFlight")).isPositive();
  }

  @Test
  void aSignalLetsTheRunFinishWhatIsUnderWayAndGivesTheStoreBack() throws Exception {
    trial.sandbox().watch(held);
    served = trial.launch("serve", "--cron", EVERY_SECOND);
    soon().until(held::hasOne);

    served.destroy();

    soon().until(() -> trial.console().contains("stopping: what is under way is finished first"));
    assertThat(served.isAlive()).isTrue();
    held.release();
    assertThat(served.waitFor(30, TimeUnit.SECONDS)).as(trial.console()).isTrue();
    assertThat(served.exitValue()).as(trial.console()).isEqualTo(5);
    assertThat(trial.migrate()).as(trial.output()).isZero();
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  @Test
  void afterACrashTheNextServeGoesOn() throws Exception {
    trial.sandbox().watch(held);
    served = trial.launch("serve", "--cron", EVERY_SECOND);
    soon().until(held::hasOne);

    served.destroyForcibly().waitFor();
    held.release();
    served = trial.launch("serve", "--cron", EVERY_SECOND);

    soon().until(() -> trial.console().contains("the scheduled run ended, exit code 0"));
    assertThat(trial.judge()).satisfies(WholeRunTest::isClean);
  }

  @Test
  void withReloadAChangedScheduleIsReadAgain() throws Exception {
    Path routes = trial.ownRoutes();
    Path schedule = routes.resolve("schedules/run-migration-on-schedule.camel.yaml");
    served =
        trial.launch(
            "serve", "--reload", "--set", "migration.routes=" + routes, "--cron", "0 0 3 1 1 ?");
    soon().until(() -> trial.console().contains("serving: run-migration-on-schedule"));

    Files.writeString(
        schedule, Files.readString(schedule).replace("{{schedule.cron}}", EVERY_SECOND));

    soon().until(() -> trial.console().contains("a scheduled run of project"));
  }

  private ConditionFactory soon() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .failFast(() -> assertThat(served.isAlive()).as(trial.console()).isTrue())
        .ignoreExceptions();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
