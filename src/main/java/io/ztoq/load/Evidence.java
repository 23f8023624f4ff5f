package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.LostTargets;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether qTest holds an object that the store plans and does not know. Trees and searches show all
 * of a kind by few calls; since a search may be behind, the lists in which the next objects would
 * be are read, too: what a lost store had sent last is what it would send next. Where the site
 * shows no tree or search, all those lists are read.
 */
final class Evidence {

  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

  /** Objects of a kind whose lists are read beside a tree or search. */
  private static final int SAMPLE = 8;

  private static final int BATCH = 200;

  private static final Set<TargetKind> TREES = Set.of(TargetKind.MODULE, TargetKind.TEST_CYCLE);

  private final Loading loading;
  private final Map<TargetKind, ObjectForm> forms;
  private final LostTargets lost;
  private final LiveSweep sweep;

  Evidence(Loading loading, Map<TargetKind, ObjectForm> forms, LostTargets lost, LiveSweep sweep) {
    this.loading = loading;
    this.forms = forms;
    this.lost = lost;
    this.sweep = sweep;
  }

  boolean standsAlready(TargetKind kind) {
    List<TargetObject> sample = lost.first(kind, SAMPLE);
    return switch (kind) {
      case STEP_READING -> false;
      case APPROVAL -> isApproved(sample);
      case ATTACHMENT -> isListed(kind, sample);
      // results are below runs, and those people do not move
      case TEST_LOG -> !sample.isEmpty() && isAnywhere(kind, sample);
      default -> isAnywhere(kind, sample);
    };
  }

  private boolean isAnywhere(TargetKind kind, List<TargetObject> sample) {
    Map<Long, String> keys = new LinkedHashMap<>();
    AtomicBoolean found = new AtomicBoolean();
    AtomicBoolean any = new AtomicBoolean();
    boolean shown =
        sweep.each(
            kind,
            row -> {
              any.compareAndSet(false, put(kind, row, keys));
              if (keys.size() >= BATCH) {
                found.compareAndSet(false, isPlanned(kind, keys));
                keys.clear();
              }
            });
    if (found.get() || isPlanned(kind, keys)) {
      return true;
    }
    // one that shows nothing of what stands there shows nothing else either
    if (!shown || !any.get() && lost.knowsAny(kind)) {
      return isBelowAnyParent(kind);
    }
    // the tree has shown the top as it is now
    return isListed(
        kind,
        TREES.contains(kind)
            ? sample.stream().filter(one -> one.parent() != null).toList()
            : sample);
  }

  private boolean put(TargetKind kind, JsonNode row, Map<Long, String> keys) {
    Optional<String> key = sweep.key(kind, row);
    key.ifPresent(one -> keys.put(row.path("id").asLong(), one));
    return key.isPresent();
  }

  /**
   * What is known by its id proves nothing: a result that its execution left has the same marker.
   */
  private boolean isPlanned(TargetKind kind, Map<Long, String> keys) {
    if (!keys.isEmpty()) {
      keys.keySet().removeAll(lost.known(kind, keys.keySet()));
    }
    return !keys.isEmpty() && !lost.rows(kind, keys.values()).isEmpty();
  }

  private boolean isBelowAnyParent(TargetKind kind) {
    long after = -1;
    List<TargetObject> parents = lost.onePerParent(kind, after, BATCH);
    while (!parents.isEmpty()) {
      if (isListed(kind, parents)) {
        return true;
      }
      TargetObject last = parents.get(parents.size() - 1);
      after = last.parent() == null ? 0 : last.parent().id();
      parents = lost.onePerParent(kind, after, BATCH);
    }
    return false;
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

  /** Each list of the sample is read once. */
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
    return byList.values().stream().anyMatch(group -> isListed(kind, form, group));
  }

  /** Of a list with markers whatever is planned counts; files have none. */
  private boolean isListed(TargetKind kind, ObjectForm form, List<TargetObject> group) {
    Map<Long, String> keys = new LinkedHashMap<>();
    AtomicBoolean found = new AtomicBoolean();
    try {
      loading
          .lists()
          .each(
              form.siblings(group.get(0)),
              form.paging(),
              row -> {
                boolean ignored = put(kind, row, keys);
                found.compareAndSet(false, group.stream().anyMatch(one -> form.isIt(one, row)));
                return found.get();
              });
    } catch (RecordRejected parentGone) {
      LOG.debug("not looked for: {}", parentGone.getMessage());
    }
    return found.get() || isPlanned(kind, keys);
  }
}
