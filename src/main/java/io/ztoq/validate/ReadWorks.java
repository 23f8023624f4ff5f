package io.ztoq.validate;

import io.ztoq.run.FirstFailure;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LedgerView;
import io.ztoq.store.TargetKind;
import io.ztoq.store.WholeQueries;
import io.ztoq.validate.ReadWork.What;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists the pieces of work, page by page from the store, so that nothing holds all of them. */
final class ReadWorks {

  private static final int PAGE = 200;
  private static final int OWNERS_PER_WORK = 100;

  private final LedgerView ledger;
  private final WholeQueries whole;
  private final FirstFailure failure;

  /**
   * @param failure no piece is handed out any more when something is kept there
   */
  ReadWorks(LedgerView ledger, WholeQueries whole, FirstFailure failure) {
    this.ledger = ledger;
    this.whole = whole;
    this.failure = failure;
  }

  Iterator<ReadWork> design() {
    return first(What.MODULES_BELOW, rows(TargetKind.MODULE), What.MODULES_BELOW, What.CASES_IN);
  }

  Iterator<ReadWork> execution() {
    Iterator<ReadWork> cycles =
        first(
            What.CYCLES_BELOW, rows(TargetKind.TEST_CYCLE), What.CYCLES_BELOW, What.RUNS_IN_CYCLE);
    Iterator<LedgerRow> suites = rows(TargetKind.TEST_SUITE);
    return new Joined(
        () ->
            cycles.hasNext()
                ? List.of(cycles.next())
                : suites.hasNext()
                    ? List.of(ReadWork.of(What.RUNS_IN_SUITE, suites.next().targetId()))
                    : List.of());
  }

  Iterator<ReadWork> logsOfRuns() {
    long[] last = {0};
    return new Joined(
        () -> {
          List<Long> runs = whole.runsToRead(last[0], PAGE);
          runs.forEach(run -> last[0] = run);
          return runs.stream().map(run -> ReadWork.of(What.LOGS_OF_RUN, run)).toList();
        });
  }

  Iterator<ReadWork> files() {
    Iterator<ReadWork> cases = owners(TargetKind.TEST_CASE, What.FILES_OF_CASES);
    Iterator<ReadWork> logs = owners(TargetKind.TEST_LOG, What.FILES_OF_LOGS);
    return new Joined(
        () ->
            cases.hasNext()
                ? List.of(cases.next())
                : logs.hasNext() ? List.of(logs.next()) : List.of());
  }

  private Iterator<ReadWork> owners(TargetKind kind, What what) {
    long[] last = {0};
    return new Joined(
        () -> {
          List<LedgerRow> rows = ledger.ownersOfFiles(kind, last[0], OWNERS_PER_WORK);
          rows.forEach(row -> last[0] = row.id());
          return rows.isEmpty() ? List.of() : List.of(new ReadWork(what, null, rows));
        });
  }

  private Iterator<ReadWork> first(What top, Iterator<LedgerRow> rows, What... each) {
    boolean[] started = {false};
    return new Joined(
        () -> {
          if (!started[0]) {
            started[0] = true;
            return List.of(ReadWork.of(top, null));
          }
          return rows.hasNext() ? works(rows.next(), each) : List.of();
        });
  }

  private static List<ReadWork> works(LedgerRow row, What... each) {
    return Stream.of(each).map(what -> ReadWork.of(what, row.targetId())).toList();
  }

  private Iterator<LedgerRow> rows(TargetKind kind) {
    return paged(last -> ledger.page(kind, last, PAGE));
  }

  /** Rows of a query that gives those after a row id. */
  static Iterator<LedgerRow> paged(Function<Long, List<LedgerRow>> after) {
    return new Iterator<>() {
      private final Deque<LedgerRow> page = new ArrayDeque<>();
      private long last;

      @Override
      public boolean hasNext() {
        if (page.isEmpty()) {
          page.addAll(after.apply(last));
        }
        return !page.isEmpty();
      }

      @Override
      public LedgerRow next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        LedgerRow row = page.remove();
        last = row.id();
        return row;
      }
    };
  }

  /** Takes the next few whenever it has none left; ends when there are no more. */
  private final class Joined implements Iterator<ReadWork> {

    private final java.util.function.Supplier<List<ReadWork>> more;
    private final Deque<ReadWork> waiting = new ArrayDeque<>();

    Joined(java.util.function.Supplier<List<ReadWork>> more) {
      this.more = more;
    }

    @Override
    public boolean hasNext() {
      if (failure.isKept()) {
        return false;
      }
      if (waiting.isEmpty()) {
        waiting.addAll(more.get());
      }
      return !waiting.isEmpty();
    }

    @Override
    public ReadWork next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return waiting.remove();
    }
  }
}
