package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.Finding;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.LostTargets;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the store is behind qTest: new, or restored from an older backup. Only when
 * there is {@link Evidence} of it, everything planned is looked for, and what carries our marker is
 * adopted; it is compared and changed like any other update then.
 */
final class Recognition {

  private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);

  private static final int PARENTS = 200;

  /** Parents before children. */
  private static final List<TargetKind> ORDER =
      List.of(
          TargetKind.MODULE,
          TargetKind.TEST_CASE,
          TargetKind.TEST_CYCLE,
          TargetKind.TEST_SUITE,
          TargetKind.TEST_RUN,
          TargetKind.TEST_LOG);

  private final Loading loading;
  private final Map<TargetKind, ObjectForm> forms;
  private final LostTargets lost;
  private final Evidence evidence;
  private final LiveSweep sweep;
  private final FindingRepository findings;
  private final List<Sightings> seen = new ArrayList<>();

  Recognition(
      Loading loading,
      Map<TargetKind, ObjectForm> forms,
      LostTargets lost,
      Evidence evidence,
      LiveSweep sweep,
      FindingRepository findings) {
    this.loading = loading;
    this.forms = forms;
    this.lost = lost;
    this.evidence = evidence;
    this.sweep = sweep;
    this.findings = findings;
  }

  /**
   * Looks, and adopts what it finds.
   *
   * @return whether there was any
   */
  boolean adoptAll() {
    Set<TargetKind> kinds = lost.kinds();
    lost.suspectFiles();
    if (!lost.isSuspected() && kinds.stream().noneMatch(evidence::standsAlready)) {
      return false;
    }
    LOG.warn(
        "LOD-030 qTest holds objects of this project that the store does not know: everything planned is looked for before it is sent");
    lost.suspectAll();
    Settle.until(loading.clock().instant().plus(loading.settleTime()), loading.clock());
    for (TargetKind kind : ORDER) {
      if (kinds.contains(kind)) {
        seen.add(lookForAll(kind));
      }
    }
    lost.cleared();
    report();
    return true;
  }

  /** Stops the records whose marker stands more than once in qTest; to be called last. */
  void rejectDoubles() {
    seen.forEach(
        one ->
            one.twice()
                .forEach(
                    (key, ids) ->
                        lost.reject(one.kind(), key, Lookout.several(one.kind(), key, ids))));
  }

  private void eachSibling(
      ObjectForm form, TargetObject one, java.util.function.Predicate<JsonNode> enough) {
    try {
      loading.lists().each(form.siblings(one), form.paging(), enough);
    } catch (RecordRejected parentGone) {
      LOG.debug("not looked for: {}", parentGone.getMessage());
    }
  }

  /** Everywhere first, since people move things; then below the parents, where lists are newer. */
  private Sightings lookForAll(TargetKind kind) {
    Sightings sightings = new Sightings(kind, sweep, lost);
    if (kind != TargetKind.TEST_LOG) {
      // of a result the run matters: one that its execution has left has the same marker
      var unused = sweep.each(kind, sightings::add);
    }
    sightings.flush();
    int before;
    do {
      before = sightings.count();
      lookBelowParents(kind, sightings);
    } while (sightings.count() > before);
    return sightings;
  }

  private void lookBelowParents(TargetKind kind, Sightings sightings) {
    ObjectForm form = forms.get(kind);
    long after = -1;
    List<TargetObject> parents = form == null ? List.of() : lost.onePerParent(kind, after, PARENTS);
    while (form != null && !parents.isEmpty()) {
      for (TargetObject one : parents) {
        long parent = one.parent() == null ? 0 : one.parent().id();
        eachSibling(
            form,
            one,
            row -> {
              sightings.add(row, parent);
              return false;
            });
        after = parent;
      }
      sightings.flush();
      parents = lost.onePerParent(kind, after, PARENTS);
    }
  }

  private void report() {
    String found =
        seen.stream()
            .filter(one -> one.count() > 0)
            .map(one -> one.count() + " " + one.kind().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    String message =
        "the store is new or older than qTest: %s stand there with the markers of this project and were not known; they were adopted, none is made again"
            .formatted(found.isEmpty() ? "files or approvals" : found);
    findings.replace(
        "load",
        "LOD-030",
        List.of(
            new Finding(
                "load", "LOD-030", Finding.Severity.WARNING, "PROJECT", "", message, null, null)));
    LOG.warn("LOD-030 {}", message);
  }
}
