package io.ztoq.transform;

import io.ztoq.store.Json;
import io.ztoq.store.StepReadings;
import io.ztoq.store.StepReadings.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading per module with cases. Its document is a hash over the cases' documents and those of
 * everything they call, so that a changed callee makes the step ids of its callers be read again.
 */
final class ReadingsStage implements Stage {

  private final Pages pages;

  ReadingsStage(Pages pages) {
    this.pages = pages;
  }

  @Override
  public TransformCursor page(TransformState state, TransformCursor cursor) {
    List<Reading> readings = readings(state);
    state.ledger().readings(readings, pages.options().approve(), pages.clock().instant());
    return cursor.end(readings.size());
  }

  private static List<Reading> readings(TransformState state) {
    Map<Long, String> called = new HashMap<>();
    Set<Long> members = state.calls().members();
    state
        .ledger()
        .cases(
            (module, id, sha256) -> {
              if (members.contains(id)) {
                called.put(id, sha256);
              }
            });
    Collector collector = new Collector(state.calls(), called);
    state.ledger().cases(collector);
    return collector.close();
  }

  /** Builds one hash per module from cases that come module by module. */
  private static final class Collector implements StepReadings.CaseConsumer {

    private final CallGraph calls;
    private final Map<Long, String> hashes;
    private final List<Reading> readings = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private @Nullable String module;

    Collector(CallGraph calls, Map<Long, String> hashes) {
      this.calls = calls;
      this.hashes = hashes;
    }

    @Override
    public void accept(String moduleKey, long caseId, String documentSha256) {
      if (!moduleKey.equals(module)) {
        close();
        module = moduleKey;
      }
      add(caseId + " " + documentSha256);
      if (calls.isCaller(caseId)) {
        calls.closure(caseId).forEach(id -> add(id + " " + hashes.getOrDefault(id, "rejected")));
      }
    }

    List<Reading> close() {
      if (module != null) {
        String hash = HexFormat.of().formatHex(digest.digest());
        readings.add(new Reading(module, Json.write(Map.of("cases", hash))));
        module = null;
      }
      return readings;
    }

    private void add(String line) {
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
