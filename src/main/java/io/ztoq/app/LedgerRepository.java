package io.ztoq.app;

import io.ztoq.store.Ledger;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Camel's idempotent consumer on the ledger: a row is known once it is recorded as written, there
 * is no second table.
 *
 * <p>The key is the number of a ledger row. The row was claimed before it got here and its ids are
 * recorded by the step inside the consumer, so there is nothing left to add or confirm; and what
 * failed stays {@code SENDING}, because it may have been sent: the next load looks before it sends.
 */
final class LedgerRepository extends ServiceSupport implements IdempotentRepository {

  private final Ledger ledger;

  LedgerRepository(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public boolean contains(String key) {
    return ledger.isWritten(Long.parseLong(key));
  }

  @Override
  public boolean add(String key) {
    return !contains(key);
  }

  @Override
  public boolean confirm(String key) {
    return contains(key);
  }

  @Override
  public boolean remove(String key) {
    return contains(key);
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException(
        "the ledger is not forgotten by a route; see ztoq workflow rollback");
  }
}
