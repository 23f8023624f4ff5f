package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.Finding;
import io.ztoq.store.FindingRepository;
import io.ztoq.store.LostTargets;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the store is behind qTest: new, or restored from an older backup. A few calls
 * tell: searches for our markers, and the lists in which the next objects to be sent would be. Only
 * when one of them stands there already, everything planned is looked for, and what carries our
 * marker is adopted; it is compared and changed like any other update then.
 */
final class Recognition {

  private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);

  /** Objects of each kind that are looked for to find out. */
  private static final int SAMPLE = 8;

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

  /** Kinds that searches show wherever they are. */
  private static final Set<TargetKind> SEARCHED =
      Set.of(TargetKind.TEST_CASE, TargetKind.TEST_SUITE, TargetKind.TEST_RUN);

  private final Loading loading;
  private final Map<TargetKind, ObjectForm> forms;
  private final LostTargets lost;
  private final LiveSweep sweep;
  private final FindingRepository findings;
  private final List<Sightings> seen = new ArrayList<>();

  Recognition(
      Loading loading,
      Map<TargetKind, ObjectForm> forms,
      LostTargets lost,
      LiveSweep sweep,
      FindingRepository findings) {
    this.loading = loading;
    this.forms = forms;
    this.lost = lost;
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
    if (!lost.isSuspected() && kinds.stream().noneMatch(this::standsAlready)) {
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

  private boolean standsAlready(TargetKind kind) {
    if (SEARCHED.contains(kind) && isFound(kind)) {
      return true;
    }
    List<TargetObject> sample = lost.first(kind, SAMPLE);
    return kind == TargetKind.APPROVAL ? isApproved(sample) : isListed(kind, sample);
  }

  private boolean isFound(TargetKind kind) {
    Map<String, Boolean> keys = new LinkedHashMap<>();
    AtomicBoolean found = new AtomicBoolean();
    sweep.each(
        kind,
        row -> {
          sweep.key(kind, row).ifPresent(key -> keys.put(key, true));
          if (keys.size() >= PARENTS) {
            found.compareAndSet(false, !lost.rows(kind, keys.keySet()).isEmpty());
            keys.clear();
          }
        });
    return found.get() || !lost.rows(kind, keys.keySet()).isEmpty();
  }

  private boolean isApproved(List<TargetObject> approvals) {
    return approvals.stream()
        .flatMap(
            one ->
                loading
                    .lists()
                    .find(loading.requests().read(CaseForm.TYPE, Targets.parent(one).targetId()))
                    .stream())
        .anyMatch(RequestApprovalStep::isApproved);
  }

  private boolean isListed(TargetKind kind, List<TargetObject> sample) {
    ObjectForm form = forms.get(kind);
    if (form == null) {
      return false;
    }
    Map<String, List<TargetObject>> byList = new LinkedHashMap<>();
    for (TargetObject one : sample) {
      try {
        var list = form.siblings(one);
        byList.computeIfAbsent(list.path() + list.query(), key -> new ArrayList<>()).add(one);
      } catch (RecordRejected notThere) {
        LOG.debug("not looked for: {}", notThere.getMessage());
      }
    }
    return byList.values().stream().anyMatch(group -> isListed(form, group));
  }

  private boolean isListed(ObjectForm form, List<TargetObject> group) {
    AtomicBoolean found = new AtomicBoolean();
    eachSibling(
        form,
        group.get(0),
        row -> {
          found.compareAndSet(false, group.stream().anyMatch(one -> form.isIt(one, row)));
          return found.get();
        });
    return found.get();
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
    sweep.each(kind, sightings::add);
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
        eachSibling(
            form,
            one,
            row -> {
              sightings.add(row);
              return false;
            });
        after = one.parent() == null ? 0 : one.parent().id();
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
