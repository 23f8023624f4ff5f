package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.QaDatabase.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** A migration that is under way: seen, paused and gone on with from outside. */
abstract class TenantsLiveContract extends TenantsTest {

  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  @Test
  void aRunUnderWayIsSeenPausedAndGoesOnByCommandsAndByJmx() throws Exception {
    QaDatabase qa = qa(Shape.NEW).rows(40);
    String url = qa.database().where().url();
    String rules = slow().toString();
    CompletableFuture<Ended> run =
        CompletableFuture.supplyAsync(() -> ended(url, "migrate", "--rules", rules));
    soon(run).until(() -> (long) bean("Done") > 0);

    assertThat(tenants(qa, "pause")).as(err()).isZero();
    assertThat(out()).contains("run 1 of ", " waits");
    soon(run).until(() -> (boolean) bean("Paused"));
    staysWhereItIs(qa, run);
    assertThat(tenants(qa, "rollback", "--yes")).isEqualTo(4);
    assertThat(err()).contains("TEN-014 another process gives tenants", "run 1 by ");

    long done = (long) bean("Done");
    assertThat(tenants(qa, "resume")).isZero();
    assertThat(out()).contains("goes on");
    soon(run).until(() -> (long) bean("Done") > done);
    assertThat(bean("RunId")).isEqualTo(1);
    assertThat((String) bean("Table")).isNotEmpty();
    assertThat((int) bean("BatchSize")).isEqualTo(5);
    assertThat((int) bean("Batches")).isPositive();
    assertThat((double) bean("LockMsP99")).isPositive();

    BEANS.invoke(name(), "pause", null, null);
    soon(run).until(() -> (boolean) bean("Paused"));
    staysWhereItIs(qa, run);
    BEANS.invoke(name(), "resume", null, null);

    Ended ended = run.get(60, TimeUnit.SECONDS);
    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("Migrated: 520");
    assertThat(ended.progress())
        .contains("tenants of ", "waiting: `ztoq tenants resume` lets it go on")
        .contains("tenants  520 of 520 rows (100.0 %)");
    assertThat(BEANS.queryNames(pattern(), null)).isEmpty();
    assertThat(tenants(qa, "resume")).isEqualTo(4);
  }

  /** 104 batches of 5 rows, at most 20 of them a second. */
  private Path slow() throws IOException {
    String shipped =
        Files.readString(Path.of(System.getProperty("project.dir", "."), "config/tenants.yaml"));
    return Files.writeString(
        folder.resolve("slow.yaml"),
        shipped
            .replaceAll("first-batch: \\d+", "first-batch: 5")
            .replaceAll("largest-batch: \\d+", "largest-batch: 5")
            .replaceAll("batches-per-second: \\d+", "batches-per-second: 20"));
  }

  private void staysWhereItIs(QaDatabase qa, CompletableFuture<Ended> run) throws JMException {
    long done = (long) bean("Done");
    Awaitility.await()
        .during(Duration.ofMillis(1500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> (long) bean("Done") == done);
    assertThat(run).isNotDone();
    assertThat(qa.number("SELECT count(*) FROM ztoq_tenant_change WHERE column_name = 'tenant_id'"))
        .isEqualTo(done)
        .isBetween(1L, 519L);
  }

  private static ConditionFactory soon(CompletableFuture<Ended> run) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .failFast(() -> assertThat(run).isNotDone())
        .ignoreExceptions();
  }

  private static Object bean(String attribute) throws JMException {
    return BEANS.getAttribute(name(), attribute);
  }

  private static ObjectName name() throws JMException {
    return BEANS.queryNames(pattern(), null).iterator().next();
  }

  private static ObjectName pattern() throws JMException {
    return new ObjectName("io.ztoq:type=Tenants,*");
  }
}
