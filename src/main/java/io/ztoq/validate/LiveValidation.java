package io.ztoq.validate;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.run.FirstFailure;
import io.ztoq.store.Finding;
import io.ztoq.store.Finding.Severity;
import io.ztoq.store.ProofQueries;
import io.ztoq.store.ProofQueries.Compared;
import io.ztoq.store.TargetKind;
import io.ztoq.store.WholeQueries;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back from qTest what the ledger says stands there, and compares it with the documents. Used
 * by route {@code validate-project}: begin, then the pieces of work in their four groups (each in
 * parallel), then conclude.
 */
public final class LiveValidation {

  private static final Logger LOG = LoggerFactory.getLogger(LiveValidation.class);

  private final ReadBack back;
  private final WholeQueries whole;
  private final ProofQueries proof;
  private final Options options;
  private final FirstFailure failure;
  private final ReadWorks works;
  private volatile @Nullable Checks checks;

  public LiveValidation(ReadBack back, WholeQueries whole, ProofQueries proof, Options options) {
    this.back = back;
    this.whole = whole;
    this.proof = proof;
    this.options = options;
    this.failure = options.failure();
    this.works = new ReadWorks(back.ledger(), whole, failure);
  }

  /** Forgets earlier validations and reads how qTest describes its fields and statuses. */
  public void begin() {
    back.live().clear();
    back.findings().forgetLive(Comparison.PHASE);
    FieldsCheck suites =
        options.cyclesAreSuites()
            ? FieldsCheck.of(back.qtest(), "test-suites", back.ledger().ownLabels("test-suites"))
            : null;
    checks =
        new Checks(
            new NodesCheck(back, options.releaseId(), suites),
            new CasesCheck(
                back,
                FieldsCheck.of(back.qtest(), "test-cases", back.ledger().ownLabels("test-cases"))),
            new RunsCheck(
                back,
                FieldsCheck.of(back.qtest(), "test-runs", back.ledger().ownLabels("test-runs"))),
            new LogsCheck(back, back.qtest().defaultStatus()),
            new FilesCheck(back));
  }

  /** Modules and cases. */
  public Iterator<ReadWork> design() {
    return works.design();
  }

  /** Cycles and runs. */
  public Iterator<ReadWork> execution() {
    return works.execution();
  }

  /** All logs by search, as one piece: the next page is known only after the last. */
  public Iterator<ReadWork> foundLogs() {
    return List.of(ReadWork.of(ReadWork.What.ALL_LOGS, null)).iterator();
  }

  /** Logs that the search did not show, by their runs. */
  public Iterator<ReadWork> logsOfRuns() {
    return works.logsOfRuns();
  }

  /** Files, after the steps and results that carry them were seen. */
  public Iterator<ReadWork> files() {
    return works.files();
  }

  /**
   * Does one piece of work; what goes wrong ends the whole validation.
   *
   * @throws RunStopped (VAL-010) after Ctrl-C
   */
  public void read(ReadWork work) {
    try {
      readPiece(work);
    } catch (RuntimeException problem) {
      failure.keep(problem);
      throw problem;
    }
  }

  private void readPiece(ReadWork work) {
    if (options.stopRequested().getAsBoolean()) {
      throw new RunStopped(
          ExitCode.STOPPED,
          "VAL-010",
          "the validation was stopped; run validate again, it starts afresh");
    }
    Checks check = Objects.requireNonNull(checks, "begin() comes first");
    Long id = work.targetId();
    switch (work.what()) {
      case MODULES_BELOW -> check.nodes().modulesBelow(id);
      case CASES_IN -> check.cases().casesIn(Objects.requireNonNull(id));
      case CYCLES_BELOW -> check.nodes().cyclesBelow(id);
      case RUNS_IN_CYCLE -> check.runs().runsIn("test-cycle", Objects.requireNonNull(id));
      case RUNS_IN_SUITE -> check.runs().runsIn("test-suite", Objects.requireNonNull(id));
      case ALL_LOGS -> check.logs().searchAll();
      case LOGS_OF_RUN -> check.logs().logsOf(Objects.requireNonNull(id));
      case FILES_OF_CASES -> check.files().filesOf(TargetKind.TEST_CASE, work.owners());
      case FILES_OF_LOGS -> check.files().filesOf(TargetKind.TEST_LOG, work.owners());
    }
  }

  /**
   * Looks for what is missing, twice or out of order, and notes what was compared.
   *
   * @return number of findings of severity ERROR
   * @throws RuntimeException what ended a piece of work, should the split not have passed it on
   */
  public long conclude() {
    failure.check();
    Checks check = Objects.requireNonNull(checks, "begin() comes first");
    WholeCheck all = new WholeCheck(whole, back);
    all.missing(TargetKind.MODULE, check.nodes()::readAlone);
    all.missing(TargetKind.TEST_CASE, check.cases()::readAlone);
    all.missing(TargetKind.TEST_CYCLE, check.nodes()::readAlone);
    all.missing(TargetKind.TEST_SUITE, check.nodes()::readAlone);
    all.missing(TargetKind.TEST_RUN, check.runs()::readAlone);
    all.missing(TargetKind.TEST_LOG, row -> false);
    searchStrangers(check);
    all.strangers();
    all.relations();
    back.findings().add(proofOf());
    long errors = back.findings().count(Comparison.PHASE, Severity.ERROR);
    LOG.info("validation done calls={} errors={}", options.calls().get(), errors);
    return errors;
  }

  private void searchStrangers(Checks check) {
    boolean cases = check.cases().searchEverywhere();
    boolean runs = check.runs().searchEverywhere();
    boolean searched = cases && runs;
    if (!searched) {
      back.findings()
          .add(
              List.of(
                  finding(
                      "VAL-SEARCH",
                      "PROJECT",
                      "qTest refused the search, so second objects outside our own modules and cycles were not looked for",
                      null)));
    }
  }

  private List<Finding> proofOf() {
    List<Finding> found = new ArrayList<>();
    long objects = 0;
    long fields = 0;
    for (Compared kind : proof.compared()) {
      objects += kind.objects();
      fields += kind.fields();
      found.add(
          finding(
              "VAL-COMPARED",
              kind.kind(),
              "%d objects, %d fields compared, %d differences"
                  .formatted(kind.objects(), kind.fields(), kind.differences()),
              null));
    }
    found.add(
        finding(
            "VAL-PROOF",
            "PROJECT",
            "%d objects and %d fields compared with qTest in %d calls"
                .formatted(objects, fields, options.calls().get()),
            proof.digest()));
    return found;
  }

  private static Finding finding(
      String rule, String scope, String message, @Nullable String actual) {
    return new Finding(Comparison.PHASE, rule, Severity.INFO, scope, "", message, null, actual);
  }

  /**
   * @param releaseId release below which the top cycles stand, 0: at the root
   * @param cyclesAreSuites whether Zephyr cycles became test suites
   * @param calls counts the calls of this validation
   * @param stopRequested true after Ctrl-C
   * @param failure of this validation, for whoever passes it on
   */
  public record Options(
      long releaseId,
      boolean cyclesAreSuites,
      AtomicLong calls,
      BooleanSupplier stopRequested,
      FirstFailure failure) {}

  private record Checks(
      NodesCheck nodes, CasesCheck cases, RunsCheck runs, LogsCheck logs, FilesCheck files) {}
}
