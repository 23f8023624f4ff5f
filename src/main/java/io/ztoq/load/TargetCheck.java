package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.qtest.Marker;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.store.TargetBinding;
import io.ztoq.store.TargetBinding.Bound;
import io.ztoq.store.TargetBinding.Landmark;
import io.ztoq.store.TargetBinding.Site;
import io.ztoq.store.TargetBinding.Witness;
import io.ztoq.store.TargetKind;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the qTest project of the settings is the one that the ledger was written to. An
 * address proves little: one machine has several names, and a site can be replaced behind its name.
 * What proves it is an object that ztoq wrote: it stands there under its id, with our marker, and
 * was made when qTest said so before.
 */
public final class TargetCheck {

  /** Objects per kind that are looked for until one is found. */
  private static final int SAMPLE = 4;

  private static final Map<TargetKind, String> TYPES =
      Map.of(
          TargetKind.MODULE, "modules",
          TargetKind.TEST_CYCLE, "test-cycles",
          TargetKind.TEST_CASE, CaseForm.TYPE,
          TargetKind.TEST_SUITE, SuiteForm.TYPE,
          TargetKind.TEST_RUN, RunForm.TYPE);

  private final TargetBinding binding;
  private final QTestRequests requests;
  private final QTestLists lists;
  private final Site site;

  /**
   * @param address of the site as the settings say it
   */
  public TargetCheck(
      TargetBinding binding,
      QTestRequests requests,
      QTestLists lists,
      URI address,
      long projectId) {
    this.binding = binding;
    this.requests = requests;
    this.lists = lists;
    this.site = new Site(normal(address), projectId);
  }

  /** Equal for addresses that can only mean the same. */
  static String normal(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String port =
        address.getPort() < 0 || address.getPort() == usual ? "" : ":" + address.getPort();
    String path = address.getPath() == null ? "" : address.getPath().replaceAll("/+$", "");
    return scheme + "://" + host + port + path;
  }

  Site site() {
    return site;
  }

  /**
   * For whatever reads or deletes by the ids of the ledger.
   *
   * @throws RunStopped (LOD-021) when they are those of another project
   */
  public void refuseOther() {
    if (binding.holdsObjects()) {
      Bound bound = binding.bound().orElse(null);
      if (bound == null || !bound.site().equals(site)) {
        recognise(bound);
      }
    }
  }

  /**
   * For a load, before it writes anything: ties the ledger to the project.
   *
   * @throws RunStopped (LOD-021) when it belongs to another one; (LOD-032) when nothing of what was
   *     written stands there any longer
   */
  void bind(Instant now) {
    Bound bound = binding.bound().orElse(null);
    binding.keep(new Bound(site, binding.holdsObjects() ? recognise(bound) : null), now);
  }

  /** After a load: keeps by what the project can be recognised. */
  void remember(Instant now) {
    Bound bound = binding.bound().orElse(null);
    if (bound != null && bound.witness() == null) {
      binding.keep(new Bound(bound.site(), standing(binding.landmarks(SAMPLE))), now);
    }
  }

  private @Nullable Witness recognise(@Nullable Bound bound) {
    if (bound != null && bound.site().projectId() != site.projectId()) {
      throw elsewhere(bound);
    }
    boolean sameAddress = bound != null && bound.site().equals(site);
    Witness known = bound == null ? null : bound.witness();
    if (!sameAddress && known != null) {
      if (!known.equals(seen(known))) {
        throw elsewhere(bound);
      }
      return known;
    }
    List<Landmark> landmarks = binding.landmarks(SAMPLE);
    Witness found = standing(landmarks);
    if (found != null) {
      return known == null ? found : known;
    }
    if (!sameAddress && !(bound == null && landmarks.isEmpty())) {
      throw elsewhere(bound);
    }
    if (!landmarks.isEmpty()) {
      throw emptied(landmarks.size());
    }
    return known;
  }

  private @Nullable Witness seen(Witness known) {
    return find(known.kind(), known.targetId())
        .map(live -> new Witness(known.kind(), known.targetId(), created(live)))
        .orElse(null);
  }

  /** The first one that stands there with our marker. */
  private @Nullable Witness standing(List<Landmark> landmarks) {
    for (Landmark one : landmarks) {
      Optional<JsonNode> live = find(one.kind(), one.targetId());
      if (live.isPresent() && isMarked(one, live.get())) {
        return new Witness(one.kind(), one.targetId(), created(live.get()));
      }
    }
    return null;
  }

  private Optional<JsonNode> find(TargetKind kind, long id) {
    try {
      return lists.find(requests.read(String.valueOf(TYPES.get(kind)), id));
    } catch (RecordRejected refused) {
      return Optional.empty();
    }
  }

  /** Fields have other ids in another project, so the key of a case counts in whichever it is. */
  private static boolean isMarked(Landmark one, JsonNode live) {
    String marker = QTestJson.document(one.document(), JsonNode.class).path("marker").asText("");
    if (!marker.isEmpty() && Marker.isMarkedBy(live.path("description").asText(""), marker)) {
      return true;
    }
    for (JsonNode property : live.path("properties")) {
      if (property.path("field_value").asText("").strip().equals(one.sourceKey())) {
        return true;
      }
    }
    return false;
  }

  private static String created(JsonNode live) {
    return live.path("created_date").asText("");
  }

  private RunStopped elsewhere(@Nullable Bound bound) {
    return new RunStopped(
        ExitCode.CONFLICT,
        "LOD-021",
        ("this store already holds what was written to %s, the settings now say %s, which is another project; "
                + "nothing was sent; use another store for another target, or put qtest.base-url and qtest.project-id back")
            .formatted(bound == null ? "another place" : bound.site(), site));
  }

  private RunStopped emptied(int looked) {
    return new RunStopped(
        ExitCode.CONFLICT,
        "LOD-032",
        ("%s: none of %d objects that this store has written stands there any longer: the project was emptied, "
                + "restored or replaced; nothing was sent; take a new store to migrate again, or restore the project")
            .formatted(site, looked));
  }
}
