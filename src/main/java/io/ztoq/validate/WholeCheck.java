package io.ztoq.validate;

import io.ztoq.store.Finding;
import io.ztoq.store.Finding.Severity;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.TargetKind;
import io.ztoq.store.WholeQueries;
import io.ztoq.store.WholeQueries.Cause;
import io.ztoq.store.WholeQueries.Difference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What no single object shows: missing ones, second ones, order, current status, versions,
 * approval.
 */
final class WholeCheck {

  /** Findings that are kept in one transaction. */
  private static final int BATCH = 500;

  private final WholeQueries whole;
  private final ReadBack back;

  WholeCheck(WholeQueries whole, ReadBack back) {
    this.whole = whole;
    this.back = back;
  }

  /**
   * Reads what no list showed one by one; what is not there either is missing.
   *
   * @param read compares an object, false when it does not exist
   */
  void missing(TargetKind kind, Predicate<LedgerRow> read) {
    Iterator<LedgerRow> rows = ReadWorks.paged(last -> whole.unseen(kind, last, 200));
    while (rows.hasNext()) {
      LedgerRow row = rows.next();
      if (!read.test(row)) {
        add(
            new Finding(
                Comparison.PHASE,
                "VAL-MISSING",
                Severity.ERROR,
                kind.name(),
                row.sourceKey(),
                "it was written, but is not in qTest; somebody deleted or moved it there",
                "qTest id " + row.targetId(),
                "(missing)"));
      }
    }
  }

  void strangers() {
    each(whole::strangers, WholeCheck::stranger);
  }

  private static Finding stranger(Difference found) {
    boolean known = found.expected() != null;
    return new Finding(
        Comparison.PHASE,
        known ? "VAL-TWICE" : "VAL-UNEXPECTED",
        known || !isFolder(found) ? Severity.ERROR : Severity.WARNING,
        found.kind(),
        found.sourceKey(),
        known
            ? "another object in qTest carries the same marker; delete the one that ztoq does not know"
            : unexpected(found),
        known ? "qTest id " + found.expected() : "(none)",
        "qTest id " + found.actual());
  }

  /** The marker of a folder does not say which Zephyr project it is of. */
  private static boolean isFolder(Difference found) {
    return found.sourceKey().startsWith("folder/");
  }

  private static String unexpected(Difference found) {
    return isFolder(found)
        ? "it carries the marker of a folder that this store does not know: it came with another Zephyr project from"
            + " another store, or its folder is gone"
        : "an object in qTest carries our marker, but the ledger has no such object";
  }

  void relations() {
    report(
        "VAL-ORDER",
        Severity.WARNING,
        "it stands before a sibling that should come first",
        whole::outOfOrder);
    report(
        "VAL-LOG-ORDER",
        Severity.ERROR,
        "it was written before the older result of its run",
        use -> whole.logsOutOfOrder(false, use));
    report(
        "VAL-LOG-ORDER",
        Severity.WARNING,
        "it stood in qTest before an older result of its run came from Zephyr; qTest cannot change the order",
        use -> whole.logsOutOfOrder(true, use));
    currentStatuses();
    report(
        "VAL-VERSION",
        Severity.ERROR,
        "it is bound to another version than the only one of its case",
        whole::wrongVersions);
    report("VAL-APPROVED", Severity.ERROR, "the case is not approved", whole::notApproved);
    olderVersions();
  }

  private void currentStatuses() {
    report(
        "VAL-CURRENT-STATUS",
        Severity.ERROR,
        "the run's current status is not that of its latest result",
        use -> whole.currentStatuses(Cause.UNKNOWN, use));
    report(
        "VAL-CURRENT-STATUS",
        Severity.WARNING,
        "an older result came later from Zephyr, and qTest shows the one that was written last",
        use -> whole.currentStatuses(Cause.LATE, use));
    report(
        "VAL-CURRENT-STATUS",
        Severity.INFO,
        "somebody recorded a later result in qTest",
        use -> whole.currentStatuses(Cause.FOREIGN, use));
    report(
        "VAL-CURRENT-STATUS",
        Severity.INFO,
        "qTest shows a result that is no longer one of this run in Zephyr",
        use -> whole.currentStatuses(Cause.LEFT, use));
  }

  private void olderVersions() {
    long older = whole.olderVersions();
    if (older > 0) {
      add(
          new Finding(
              Comparison.PHASE,
              "VAL-OLDER-VERSION",
              Severity.INFO,
              "TEST_LOG",
              "",
              "%d runs and logs are bound to an older version of a case that changed later"
                  .formatted(older),
              null,
              null));
    }
  }

  private void report(
      String rule, Severity severity, String message, Consumer<Consumer<Difference>> question) {
    each(
        question,
        one ->
            new Finding(
                Comparison.PHASE,
                rule,
                severity,
                one.kind(),
                one.sourceKey(),
                message,
                one.expected(),
                one.actual()));
  }

  /** Keeps all of them, however many there are. */
  private void each(
      Consumer<Consumer<Difference>> question, Function<Difference, Finding> finding) {
    List<Finding> batch = new ArrayList<>();
    question.accept(
        one -> {
          batch.add(finding.apply(one));
          if (batch.size() >= BATCH) {
            back.findings().add(List.copyOf(batch));
            batch.clear();
          }
        });
    back.findings().add(batch);
  }

  private void add(Finding finding) {
    back.findings().add(List.of(finding));
  }
}
