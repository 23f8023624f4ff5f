package io.ztoq.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ztoq.fixture.PlannedLedger;
import io.ztoq.fixture.Stores;
import io.ztoq.store.Ledger;
import io.ztoq.store.Store;
import io.ztoq.store.TargetObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkFeedTest {

  private final Store store = Stores.sqlite();
  private final AtomicInteger looks = new AtomicInteger();
  private final WorkFeed feed =
      new WorkFeed(
          new Ledger(store, PlannedLedger.PROJECT, "run-1", Clock.systemUTC()),
          5,
          () -> looks.incrementAndGet() < 0,
          Clock.systemUTC());

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void goesOnWhileAnObjectIsUnderWayThatWasHandedOutAgainBeforeItsFirstWorkerHadEnded() {
    new PlannedLedger(store).module("folder/1", "Payments", null);
    TargetObject first = feed.next().orElseThrow();
    feed.later(first, Instant.EPOCH);
    TargetObject again = feed.next().orElseThrow();
    feed.done();

    CompletableFuture<Optional<TargetObject>> next = CompletableFuture.supplyAsync(feed::next);
    int before = looks.get();
    await().until(() -> looks.get() > before + 3 || next.isDone());
    feed.later(again, Instant.EPOCH);
    feed.done();

    assertThat(next.join()).map(TargetObject::id).contains(first.id());
    feed.done();
    assertThat(feed.next()).isEmpty();
  }
}
