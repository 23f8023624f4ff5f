package io.ztoq.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger as the transform wants it.
 *
 * @param parent object below which it is created, null at the root
 * @param rank kind and level, see decisions/0001
 * @param sortKey order among its siblings
 * @param document JSON, null for a rejected record
 * @param needs what must be there before, the parent excepted
 */
public record PlannedObject(
    Ref ref,
    @Nullable Ref parent,
    int rank,
    String sortKey,
    @Nullable String document,
    List<Need> needs) {

  public PlannedObject {
    needs = List.copyOf(needs);
  }

  /** An object of the ledger by its natural key. */
  public record Ref(TargetKind kind, String sourceKey) {}

  /**
   * @param orderOnly whether it is also met when {@code ref} can never be written
   */
  public record Need(Ref ref, boolean orderOnly) {
    public static Need of(TargetKind kind, String sourceKey) {
      return new Need(new Ref(kind, sourceKey), false);
    }

    public static Need order(TargetKind kind, String sourceKey) {
      return new Need(new Ref(kind, sourceKey), true);
    }
  }

  /** A record without document: it is rejected, what belongs to it is held. */
  public static PlannedObject rejected(Ref ref, @Nullable Ref parent, int rank, String sortKey) {
    return new PlannedObject(ref, parent, rank, sortKey, null, List.of());
  }

  /**
   * Hash of the document and of the place: an object that moved is different. Null for a rejected
   * record.
   */
  @Nullable String sha256() {
    return document == null ? null : sha256(document, parent);
  }

  static String sha256(String document, @Nullable Ref parent) {
    return Json.sha256(
        parent == null ? document : document + "\n" + parent.kind() + " " + parent.sourceKey());
  }
}
