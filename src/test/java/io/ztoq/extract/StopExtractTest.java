package io.ztoq.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.RouteTest;
import io.ztoq.run.FirstFailure;
import io.ztoq.run.PassOnStep;
import io.ztoq.store.Due;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Handler;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What ends an extraction comes through, whatever Camel's split meets when it lets go. */
class StopExtractTest extends RouteTest {

  private final RunStopped refused =
      new RunStopped(
          ExitCode.UNREACHABLE,
          "ZEP-401",
          "the token is no longer valid",
          new IllegalStateException("what Java said"));
  private final CountDownLatch workerFailed = new CountDownLatch(1);
  private final CountDownLatch splitFailed = new CountDownLatch(1);

  @Test
  void saysWhatAWorkerMetAndNotTheTroubleOfTheSplit() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try (CamelContext camel =
        start(
            beans(workers),
            Map.of("migration.include-attachments", "false"),
            "extract/extract-project.camel.yaml",
            "extract/extract-detail.camel.yaml",
            "extract/extract-details.camel.yaml")) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:call-zephyr").log("asked");
              from("direct:extract-lists").log("read");
            }
          });

      Exchange end =
          camel.createProducerTemplate().request("direct:extract-project", exchange -> {});

      assertThat(end.getException()).isSameAs(refused);
    } finally {
      workers.shutdown();
    }
  }

  private Map<String, Object> beans(ExecutorService workers) {
    Map<String, Object> beans = new HashMap<>();
    for (String idle :
        List.of(
            "verifyProject",
            "joinRecords",
            "stopRequest",
            "rejectRecord",
            "readExecutionSteps",
            "readVersions",
            "readLinks",
            "listAttachments",
            "fetchAttachment")) {
      beans.put(idle, new Idle());
    }
    beans.put("ztoqWorkers", workers);
    beans.put("dueDetails", new Scripts());
    beans.put("readScript", new Refusing());
    beans.put("stopExtract", new Guard(new PassOnStep(new FirstFailure())));
    return beans;
  }

  /** Does nothing under the names that the routes use. */
  public static final class Idle {

    public String request() {
      return "";
    }

    public void store() {}

    public void lists() {}

    public void unknown() {}

    public void check() {}
  }

  /** The door: it refuses the only call. */
  public final class Refusing {

    @Handler
    public void read(@Body Due due) {
      if (due.kind() == Due.Kind.TEST_SCRIPT) {
        throw refused;
      }
    }
  }

  /** The real guard; a worker that failed is only done when the split has failed, too. */
  public final class Guard {

    private final PassOnStep real;

    Guard(PassOnStep real) {
      this.real = real;
    }

    @Handler
    public void passOn(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception problem)
        throws Exception {
      try {
        real.passOn(problem);
      } finally {
        if (problem == refused) {
          workerFailed.countDown();
          splitFailed.await(2, TimeUnit.SECONDS);
        } else {
          splitFailed.countDown();
        }
      }
    }
  }

  /** One script to read; then what the split of Camel 4.18 meets when it has let go. */
  public final class Scripts {

    public Iterator<Due> executionSteps() {
      return Collections.emptyIterator();
    }

    public Iterator<Due> versions() {
      return Collections.emptyIterator();
    }

    public Iterator<Due> links() {
      return Collections.emptyIterator();
    }

    public Iterator<Due> scripts() {
      return new Iterator<>() {
        private boolean given;

        @Override
        public boolean hasNext() {
          return true;
        }

        @Override
        public Due next() {
          if (given) {
            await(workerFailed);
            throw new NullPointerException("the split has let go");
          }
          given = true;
          return new Due(Due.Kind.TEST_SCRIPT, 1, "ACME-T1", "ACME-T1", null, null, null, null);
        }
      };
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
