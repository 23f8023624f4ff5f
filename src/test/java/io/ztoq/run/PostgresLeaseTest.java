package io.ztoq.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Stores;
import io.ztoq.store.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresLeaseTest extends LeaseContract {
  @Override
  Store open() {
    return Stores.postgres();
  }

  @Test
  void isRenewedWhileALongWriteIsUnderWay() throws Exception {
    Lease lease = acquire(run("first", Holder.self(), "PAY"));
    CompletableFuture<String> end = new CompletableFuture<>();
    var longWrite = store.writeLater(session -> end.join());

    boolean renewed = CompletableFuture.supplyAsync(lease::renew).get(20, TimeUnit.SECONDS);
    end.complete("end");
    longWrite.await();

    assertThat(renewed).isTrue();
  }
}
