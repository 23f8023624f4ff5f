package io.ztoq.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.Stores;
import io.ztoq.qtest.LiveReader;
import io.ztoq.run.FirstFailure;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.GateQueries;
import io.ztoq.store.LedgerView;
import io.ztoq.store.LiveObjectRepository;
import io.ztoq.store.ProofQueries;
import io.ztoq.store.ReportQueries;
import io.ztoq.store.Store;
import io.ztoq.store.WholeQueries;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The same queries on PostgreSQL: every gate, every question about the whole, the report's
 * findings.
 */
class PostgresValidationTest {

  @Test
  void findsNothingWhereQTestShowsWhatTheLedgerSays() {
    try (Store store = Stores.postgres()) {
      new Ledger(store).fill();
      FindingRepository findings = new FindingRepository(store, "PAY", "r1");
      LiveValidation validation =
          new LiveValidation(
              new ReadBack(
                  new LiveReader(new FakeQTest(), 7, 500),
                  new LedgerView(store, "PAY"),
                  new LiveObjectRepository(store, "PAY", "r1"),
                  findings),
              new WholeQueries(store, "PAY"),
              new ProofQueries(store, "PAY"),
              new LiveValidation.Options(
                  0, false, new AtomicLong(), () -> false, new FirstFailure()));
      validation.begin();
      validation.design().forEachRemaining(validation::read);
      validation.execution().forEachRemaining(validation::read);
      validation.foundLogs().forEachRemaining(validation::read);
      validation.logsOfRuns().forEachRemaining(validation::read);
      validation.files().forEachRemaining(validation::read);

      assertThat(validation.conclude()).isZero();
      Gates gates =
          new Gates(
              GateRules.load(Path.of("config/validation")),
              new GateQueries(store, "PAY", "r1"),
              findings);
      for (String phase : List.of("extract", "transform", "load", "validate")) {
        assertThat(gates.check(phase)).as(phase).isZero();
      }
      assertThat(new ReportQueries(store).findings("r1")).isNotEmpty();
      assertThat(new ReportQueries(store).objects("PAY", "r1")).isNotEmpty();
      assertThat(new ReportQueries(store).sources("PAY")).containsEntry("TestCase", 0L);
      assertThat(new ReportQueries(store).latestRun(null)).isEmpty();
    }
  }
}
