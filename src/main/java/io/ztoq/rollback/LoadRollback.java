package io.ztoq.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.qtest.LiveView;
import io.ztoq.qtest.Marker;
import io.ztoq.qtest.QTestField;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.store.RollbackLedger;
import io.ztoq.store.RollbackLedger.Standing;
import io.ztoq.store.TargetKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes from qTest what ztoq created and nobody edited since, newest first, and puts back what it
 * changed and did not create. Nothing is deleted with its content by force: a module or cycle that
 * holds something else stays. What stays is written down with the reason.
 */
public final class LoadRollback {

  private static final Logger LOG = LoggerFactory.getLogger(LoadRollback.class);

  private static final int PAGE = 200;

  private static final Map<TargetKind, String> TYPES =
      new EnumMap<>(
          Map.of(
              TargetKind.MODULE, "modules",
              TargetKind.TEST_CASE, "test-cases",
              TargetKind.TEST_CYCLE, "test-cycles",
              TargetKind.TEST_SUITE, "test-suites",
              TargetKind.TEST_RUN, "test-runs"));

  /** Versions of a test case that ztoq itself causes: as created, and approved. */
  private static final Set<String> OWN_VERSIONS = Set.of("", "0.1", "1.0");

  private final RollbackLedger ledger;
  private final Door qtest;
  private final QTestRequests requests;
  private final QTestLists lists;
  private final OtherRuns otherRuns;
  private final PreImage preImage;
  private final int workers;
  private final BooleanSupplier stopRequested;
  private final Map<TargetKind, LiveView> views = new EnumMap<>(TargetKind.class);
  private final AtomicLong carriedLeft = new AtomicLong();
  private final Map<TargetKind, Map<Fate, Long>> tally = new EnumMap<>(TargetKind.class);

  /**
   * @param workers requests under way at once
   */
  public LoadRollback(
      RollbackLedger ledger,
      Door qtest,
      QTestRequests requests,
      int workers,
      BooleanSupplier stopRequested) {
    this.ledger = ledger;
    this.qtest = qtest;
    this.requests = requests;
    this.preImage = new PreImage(requests);
    this.lists = new QTestLists(qtest, 500);
    this.otherRuns = new OtherRuns(requests, lists);
    this.workers = workers;
    this.stopRequested = stopRequested;
  }

  /**
   * @return number of objects that were left in qTest
   * @throws RunStopped (RBK-001) when load has to look for objects in doubt first, (RBK-002) when
   *     it was asked to stop
   */
  public long run() {
    long inDoubt = ledger.inDoubt();
    if (inDoubt > 0) {
      throw new RunStopped(
          ExitCode.CONFLICT,
          "RBK-001",
          "it is not known whether %d objects stand in qTest, since their answers were lost; run `ztoq workflow load` once, it looks for them, then roll back"
              .formatted(inDoubt));
    }
    TYPES.forEach((kind, type) -> views.put(kind, view(type)));
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      for (int rank : ledger.ranks()) {
        level(rank, pool);
      }
    } finally {
      pool.shutdown();
      note();
    }
    return carriedLeft.get()
        + tally.values().stream().mapToLong(counts -> counts.getOrDefault(Fate.LEFT, 0L)).sum();
  }

  /** What became of how many, for the report. */
  private void note() {
    tally.forEach(
        (kind, counts) -> {
          Long deleted = counts.get(Fate.DELETED);
          Long restored = counts.get(Fate.RESTORED);
          if (deleted != null) {
            ledger.taken("RBK-DELETED", kind, deleted, deleted + " deleted in qTest");
          }
          if (restored != null) {
            ledger.taken("RBK-RESTORED", kind, restored, restored + " as they stood before ztoq");
          }
        });
  }

  private LiveView view(String type) {
    Set<String> labels = ledger.labels(type);
    if (labels.isEmpty()) {
      return new LiveView(List.of());
    }
    labels.add(Marker.KEY_FIELD);
    labels.addAll(type.equals("test-suites") ? Set.of("Description") : Set.of());
    List<QTestField> fields =
        lists.all(requests.fields(type), Paging.NONE).stream().map(QTestField::parse).toList();
    return new LiveView(fields.stream().filter(field -> labels.contains(field.label())).toList());
  }

  /** Objects of one level do not need each other; the next level waits for all of them. */
  private void level(int rank, ExecutorService pool) {
    List<Standing> page = ledger.standing(rank, Long.MAX_VALUE, PAGE);
    while (!page.isEmpty()) {
      if (stopRequested.getAsBoolean()) {
        throw interrupted(null);
      }
      List<Callable<Fate>> work = new ArrayList<>();
      page.forEach(object -> work.add(() -> counted(object.kind(), takeBack(object))));
      all(pool, work).forEach(LoadRollback::await);
      LOG.info("rolled back rank={} objects={}", rank, page.size());
      page = ledger.standing(rank, page.get(page.size() - 1).id(), PAGE);
    }
  }

  private synchronized Fate counted(TargetKind kind, Fate fate) {
    tally.computeIfAbsent(kind, key -> new EnumMap<>(Fate.class)).merge(fate, 1L, Long::sum);
    return fate;
  }

  private static List<Future<Fate>> all(ExecutorService pool, List<Callable<Fate>> work) {
    try {
      return pool.invokeAll(work);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw interrupted(stop);
    }
  }

  private static Fate await(Future<Fate> future) {
    try {
      return future.get();
    } catch (ExecutionException problem) {
      throw problem.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(problem.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw interrupted(stop);
    }
  }

  private static RunStopped interrupted(@Nullable Exception stop) {
    String what = "the rollback was interrupted; the same command goes on";
    return new RunStopped(ExitCode.STOPPED, "RBK-002", what, stop);
  }

  /** What becomes of an object. */
  private enum Fate {
    DELETED,
    RESTORED,
    /** It is not ours and was not changed, or goes with what carries it. */
    UNTOUCHED,
    LEFT
  }

  private Fate takeBack(Standing object) {
    String type = TYPES.get(object.kind());
    if (type == null) {
      return Fate.UNTOUCHED;
    }
    boolean changed = !object.isOurs() && ledger.before(object.id()) != null;
    String holder = ledger.stillNeededBy(object.id());
    String why =
        holder == null ? notTakenBack(object, type) : holder + " is still there and needs it";
    if (why == null) {
      if (!object.isOurs()) {
        leaveCarried(object);
      }
      ledger.forget(object.id());
      otherRuns.deleted(object);
      return object.isOurs() ? Fate.DELETED : changed ? Fate.RESTORED : Fate.UNTOUCHED;
    }
    ledger.left(object, why);
    return Fate.LEFT;
  }

  /** Results and files that ztoq put on an object of somebody else are told, not deleted. */
  private void leaveCarried(Standing object) {
    for (Standing one : ledger.carriedBy(object.id())) {
      ledger.left(
          one,
          "it is on %s, which ztoq did not create; delete it there by hand if it must go"
              .formatted(object.display()));
      carriedLeft.incrementAndGet();
    }
  }

  /** Deletes or restores it; null when that was done, or there was nothing to do. */
  private @Nullable String notTakenBack(Standing object, String type) {
    ApiRequest read = requests.read(type, object.targetId());
    String before = object.isOurs() ? null : ledger.before(object.id());
    if (!object.isOurs() && before == null) {
      return null;
    }
    Optional<JsonNode> live =
        lists.find(object.kind() == TargetKind.TEST_CASE ? read.with("expand", "teststep") : read);
    if (live.isEmpty()) {
      return null;
    }
    if (isEdited(object, live.get())) {
      return before == null
          ? "it was edited in qTest since ztoq wrote it"
          : "ztoq did not create it and changed it, and it was edited in qTest since; how it stood before is kept in target_before";
    }
    if (before != null) {
      return sent(preImage.restore(object.kind(), type, QTestJson.tree(before), live.get()));
    }
    String others = usedByOthers(object);
    return others == null ? sent(List.of(ApiRequest.delete(read.path(), read.template()))) : others;
  }

  /** What somebody else has on it, or made of it, would be deleted with it. */
  private @Nullable String usedByOthers(Standing object) {
    return switch (object.kind()) {
      case TEST_RUN -> hasOtherLogs(object) ? "somebody else recorded results" : null;
      case TEST_SUITE -> otherRuns.isIn(object) ? "somebody else put runs into it" : null;
      case TEST_CASE -> otherRuns.of(object.targetId());
      default -> null;
    };
  }

  /** Null when qTest took them all. */
  private @Nullable String sent(List<ApiRequest> all) {
    for (ApiRequest request : all) {
      ApiAnswer answer = qtest.call(request);
      boolean gone = request.method().equals("DELETE") && answer.status() == 404;
      if (!answer.ok() && !gone) {
        return answer.lost()
            ? "the answer to %s was lost (%s)".formatted(request.name(), answer.lostBecause())
            : "qTest answered %d (%s)".formatted(answer.status(), QTestJson.complaint(answer));
      }
    }
    return null;
  }

  private boolean isEdited(Standing object, JsonNode live) {
    String known = object.liveSha256();
    if (known != null) {
      LiveView view = views.get(object.kind());
      return view == null || !known.equals(view.digest(live));
    }
    boolean versioned = object.kind() == TargetKind.TEST_CASE;
    String version = live.path("version").asText("");
    return !versioned || !(OWN_VERSIONS.contains(version) || version.equals(object.version()));
  }

  private boolean hasOtherLogs(Standing run) {
    Set<Long> ours = ledger.logsOf(run.id());
    return lists.all(requests.logs(run.targetId()), Paging.PAGE_SIZE).stream()
        .anyMatch(log -> !ours.contains(log.path("id").asLong()));
  }
}
