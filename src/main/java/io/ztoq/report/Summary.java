package io.ztoq.report;

import io.ztoq.store.RemoteCalls.Calls;
import io.ztoq.store.ReportRows.FindingGroup;
import io.ztoq.store.ReportRows.LossGroup;
import io.ztoq.store.ReportRows.Objects;
import io.ztoq.store.ReportRows.Phase;
import io.ztoq.store.ReportRows.RejectGroup;
import io.ztoq.store.ReportRows.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The figures that a reader wants first. */
final class Summary {

  /** Actions on objects, not objects. */
  private static final Set<String> ACTIONS = Set.of("APPROVAL", "STEP_READING");

  /** 404: nothing there; 422: the other kind of script; 429: counted on its own. */
  private static final Set<Integer> EXPECTED = Set.of(404, 422, 429);

  private final RunReport report;

  Summary(RunReport report) {
    this.report = report;
  }

  List<Objects> objects() {
    return report.objects().stream().filter(row -> !ACTIONS.contains(row.kind())).toList();
  }

  long planned() {
    return objects().stream().mapToLong(Objects::planned).sum();
  }

  long written() {
    return objects().stream().mapToLong(Objects::written).sum();
  }

  long writtenNow() {
    return objects().stream().mapToLong(Objects::writtenNow).sum();
  }

  long verified() {
    return objects().stream().mapToLong(Objects::verified).sum();
  }

  long rejects() {
    return report.rejects().stream().mapToLong(RejectGroup::count).sum();
  }

  long losses() {
    return report.losses().stream().mapToLong(LossGroup::count).sum();
  }

  /** Found by comparing qTest with the plan; gates, which repeat rejects, are none. */
  long differences() {
    return report.findings().stream()
        .filter(group -> group.severity().equals("ERROR") && group.ruleId().startsWith("VAL-"))
        .mapToLong(FindingGroup::count)
        .sum();
  }

  long calls() {
    return report.calls().stream().mapToLong(Calls::count).sum();
  }

  /** Findings that tell what was compared, not what is wrong. */
  List<FindingGroup> proof() {
    return report.findings().stream().filter(Summary::isProof).toList();
  }

  /** Findings that somebody should look at. */
  List<FindingGroup> toLookAt() {
    return report.findings().stream().filter(group -> !isProof(group)).toList();
  }

  List<SystemCalls> systems() {
    List<SystemCalls> systems = new ArrayList<>();
    for (String system : new TreeSet<>(report.calls().stream().map(Calls::system).toList())) {
      List<Calls> calls =
          report.calls().stream().filter(row -> row.system().equals(system)).toList();
      long count = calls.stream().mapToLong(Calls::count).sum();
      Integer budget = report.budgets().get(system);
      double seconds = Math.max(0.001, callingTime(system).toMillis() / 1000.0);
      systems.add(
          new SystemCalls(
              system,
              count,
              calls.stream().filter(row -> row.status() == 429).mapToLong(Calls::count).sum(),
              calls.stream().filter(Summary::isFailure).mapToLong(Calls::count).sum(),
              calls.stream().mapToLong(Calls::sentBytes).sum(),
              calls.stream().mapToLong(Calls::receivedBytes).sum(),
              count == 0 ? 0 : calls.stream().mapToLong(Calls::totalMs).sum() / count,
              count / seconds,
              budget,
              budget == null ? null : Math.round(1000.0 * count / seconds / budget) / 10.0));
    }
    return systems;
  }

  Duration duration() {
    Run run = report.run();
    if (run == null) {
      return Duration.ZERO;
    }
    Instant end = run.endedAt() == null ? report.createdAt() : run.endedAt();
    return Duration.between(run.startedAt(), end);
  }

  Duration duration(Phase phase) {
    return Duration.between(
        phase.startedAt(), phase.endedAt() == null ? report.createdAt() : phase.endedAt());
  }

  Verdict verdict() {
    Run run = report.run();
    if (run == null) {
      return new Verdict(
          "none", "No run yet", "The store knows no run; start one with `ztoq migrate run`.");
    }
    if (run.exitCode() == null && run.endedAt() != null) {
      return new Verdict(
          "bad",
          "Ended from outside",
          "The process was killed or crashed; the same command goes on where it was.");
    }
    if (run.exitCode() == null) {
      return new Verdict(
          "open",
          "Not finished",
          "The run is under way, or was killed; the same command goes on where it was.");
    }
    String why = run.outcome() == null ? "" : run.outcome();
    return switch (run.exitCode()) {
      case 0 -> new Verdict("good", "Done and clean", why);
      case 1 -> new Verdict("warn", "Done, with something to look at", why);
      case 5 -> new Verdict("open", "Stopped before the end", why);
      default -> new Verdict("bad", "Failed", why);
    };
  }

  /** Time of the phases that call a system; the whole run where phases are not known. */
  private Duration callingTime(String system) {
    Set<String> phases =
        system.equals("zephyr") ? Set.of("extract") : Set.of("load", "validate", "rollback");
    Duration sum = Duration.ZERO;
    for (Phase phase : report.phases()) {
      if (phases.contains(phase.phase())) {
        sum = sum.plus(duration(phase));
      }
    }
    return sum.isZero() ? duration() : sum;
  }

  private static boolean isProof(FindingGroup group) {
    return group.ruleId().equals("VAL-COMPARED") || group.ruleId().equals("VAL-PROOF");
  }

  private static boolean isFailure(Calls row) {
    return row.status() == 0 || row.status() >= 400 && !EXPECTED.contains(row.status());
  }

  /**
   * @param tone good, warn, bad, open or none
   */
  record Verdict(String tone, String title, String why) {}

  /**
   * @param throttled answers 429
   * @param failed lost answers and refusals
   * @param perSecond over the time of the phases that call the system
   * @param budget requests per second that are allowed, null when not known
   * @param budgetUse percent of the budget, null when not known
   */
  record SystemCalls(
      String system,
      long count,
      long throttled,
      long failed,
      long sentBytes,
      long receivedBytes,
      long averageMs,
      double perSecond,
      @Nullable Integer budget,
      @Nullable Double budgetUse) {}
}
