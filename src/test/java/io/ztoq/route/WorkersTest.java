package io.ztoq.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounded pool, alone and under Camel's streaming split. */
class WorkersTest {

  private final AtomicInteger under = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger readAhead = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  @ParameterizedTest(name = "{0} workers")
  @ValueSource(ints = {1, 4})
  void splitsWithExactlySoManyWorkersAndReadsLittleAhead(int count) throws Exception {
    Workers workers = new Workers(count);
    try (CamelContext context = new DefaultCamelContext()) {
      context.getRegistry().bind("ztoqWorkers", workers);
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:split-all")
                  .split(body())
                  .streaming()
                  .parallelProcessing()
                  .stopOnException()
                  .executorService("ztoqWorkers")
                  .process(exchange -> work());
            }
          });
      context.start();

      Iterator<Integer> items = IntStream.range(0, 300).peek(i -> noteReadAhead()).iterator();
      context.createProducerTemplate().requestBodyAndHeaders("direct:split-all", items, Map.of());
    } finally {
      workers.shutdown();
    }

    assertThat(done).hasValue(300);
    assertThat(most).hasValue(count);
    assertThat(readAhead.get()).isLessThanOrEqualTo(2 * count + 4);
  }

  @Test
  void makesWhoeverHandsInWorkWaitInsteadOfRunningIt() throws Exception {
    Workers workers = new Workers(1);
    CountDownLatch open = new CountDownLatch(1);
    Thread giver =
        new Thread(
            () -> {
              for (int i = 0; i < 10; i++) {
                workers.execute(
                    () -> {
                      await(open);
                      done.incrementAndGet();
                    });
              }
            });

    giver.start();
    org.awaitility.Awaitility.await().until(() -> giver.getState() == Thread.State.WAITING);
    int waiting = workers.getQueue().size();
    open.countDown();
    giver.join(5000);
    workers.shutdown();

    assertThat(workers.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    assertThat(waiting).isEqualTo(2);
    assertThat(done).hasValue(10);
  }

  private void noteReadAhead() {
    readAhead.accumulateAndGet(
        under.get() == 0 ? 0 : ahead.incrementAndGet() - done.get(), Math::max);
  }

  private final AtomicInteger ahead = new AtomicInteger();

  private void work() throws InterruptedException {
    most.accumulateAndGet(under.incrementAndGet(), Math::max);
    new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
    under.decrementAndGet();
    done.incrementAndGet();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
