package io.ztoq.validate;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.Finding;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.GateQueries;
import io.ztoq.store.GateQueries.Offending;
import io.ztoq.store.GateQueries.OffendingRow;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the rules of a phase against the store and writes what breaks them to the findings of the
 * run.
 */
public final class Gates {

  /** Findings kept per rule; one more says how many there are. */
  static final int MOST_PER_RULE = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

  private final List<GateRule> rules;
  private final GateQueries queries;
  private final FindingRepository findings;

  public Gates(List<GateRule> rules, GateQueries queries, FindingRepository findings) {
    this.rules = List.copyOf(rules);
    this.queries = queries;
    this.findings = findings;
  }

  /**
   * @return number of offending rows of all rules of the phase
   * @throws RunStopped (VAL-002) when a query cannot be run; (VAL-003) when a rule that stops is
   *     broken, after all rules were checked
   */
  public long check(String phase) {
    long total = 0;
    List<String> stopping = new ArrayList<>();
    for (GateRule rule : rules) {
      if (rule.phase().equals(phase)) {
        Offending offending = offending(rule);
        findings.replace(phase, rule.id(), toFindings(rule, offending));
        total += offending.total();
        if (rule.stops() && offending.total() > 0) {
          stopping.add(describe(rule, offending));
        }
      }
    }
    LOG.info("gates checked phase={} offending={}", phase, total);
    if (!stopping.isEmpty()) {
      throw new RunStopped(
          ExitCode.FINDINGS,
          "VAL-003",
          "the run stops after %s: %s; correct the data or the mapping and run again, or set 'stops: false' in the rule"
              .formatted(phase, String.join("; ", stopping)));
    }
    return total;
  }

  private Offending offending(GateRule rule) {
    try {
      return queries.offending(rule.sqlFor(queries.database()), MOST_PER_RULE);
    } catch (RunStopped refused) {
      throw new RunStopped(
          ExitCode.USAGE,
          "VAL-002",
          "rule %s (%s) cannot be checked: %s; correct its query, it must give the column source_key"
              .formatted(rule.id(), rule.place(), refused.getMessage()),
          refused);
    }
  }

  private static List<Finding> toFindings(GateRule rule, Offending offending) {
    List<Finding> found = new ArrayList<>();
    for (OffendingRow row : offending.rows()) {
      String message = row.message() == null ? rule.sentence() : row.message();
      found.add(finding(rule, row.sourceKey(), message, row.detail()));
    }
    long more = offending.total() - offending.rows().size();
    if (more > 0) {
      found.add(
          finding(
              rule, "", "and %d more rows, %d in all".formatted(more, offending.total()), null));
    }
    return found;
  }

  private static Finding finding(
      GateRule rule,
      String sourceKey,
      String message,
      @org.jspecify.annotations.Nullable String detail) {
    return new Finding(
        rule.phase(), rule.id(), rule.severity(), rule.scope(), sourceKey, message, null, detail);
  }

  private static String describe(GateRule rule, Offending offending) {
    return "%s (%s) is broken by %d row(s), first %s"
        .formatted(
            rule.id(), rule.sentence(), offending.total(), offending.rows().get(0).sourceKey());
  }
}
