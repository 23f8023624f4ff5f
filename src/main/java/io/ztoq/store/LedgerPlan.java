package io.ztoq.store;

import io.ztoq.store.PlannedObject.Need;
import io.ztoq.store.PlannedObject.Ref;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one page of planned objects into the ledger. What did not change is left as it is; what
 * changed is planned again with the id it has in qTest; an object in doubt stays in doubt. One
 * instance per page, inside one transaction.
 */
public final class LedgerPlan {

  private static final int MOST_KEYS = 500;

  private final Session session;
  private final String projectKey;
  private final String generation;
  private final Map<Ref, PlannedRow> known = new HashMap<>();

  /**
   * @param generation of this transform; rows that no page of it names are gone afterwards
   */
  public LedgerPlan(Session session, String projectKey, String generation) {
    this.session = session;
    this.projectKey = projectKey;
    this.generation = generation;
  }

  /**
   * Parents and needs must be in the page or in the ledger. Objects of one kind in one page must
   * not have each other as parent.
   */
  public void write(List<PlannedObject> objects) throws SQLException {
    Set<Long> isNew = writeRows(objects);
    new LedgerNeeds(session).write(wanted(objects), isNew);
  }

  /**
   * The same without needs, for objects whose needs are written by other means. Returns the ids of
   * new rows.
   */
  Set<Long> writeRows(List<PlannedObject> objects) throws SQLException {
    Map<TargetKind, List<PlannedObject>> byKind = new EnumMap<>(TargetKind.class);
    Set<Ref> refs = new HashSet<>();
    for (PlannedObject one : objects) {
      byKind.computeIfAbsent(one.ref().kind(), kind -> new ArrayList<>()).add(one);
      refs.add(one.ref());
      one.needs().forEach(need -> refs.add(need.ref()));
      if (one.parent() != null) {
        refs.add(one.parent());
      }
    }
    look(refs);
    Set<Long> isNew = new HashSet<>();
    for (List<PlannedObject> ofKind : byKind.values()) {
      isNew.addAll(write(ofKind, new ArrayList<>()));
    }
    return isNew;
  }

  private void look(Collection<Ref> refs) throws SQLException {
    Map<TargetKind, List<String>> keys = new EnumMap<>(TargetKind.class);
    for (Ref ref : refs) {
      keys.computeIfAbsent(ref.kind(), kind -> new ArrayList<>()).add(ref.sourceKey());
    }
    for (Map.Entry<TargetKind, List<String>> one : keys.entrySet()) {
      for (List<String> some : Chunks.of(one.getValue(), MOST_KEYS)) {
        String sql =
            "SELECT "
                + PlannedRow.COLUMNS
                + " FROM target_object WHERE project_key = ? AND kind = ? AND source_key IN "
                + Chunks.marks(some.size());
        session.forEach(
            sql, this::know, Chunks.parameters(List.of(projectKey, one.getKey()), some));
      }
    }
  }

  private void know(Row row) throws SQLException {
    PlannedRow found = PlannedRow.of(row);
    known.put(found.ref(), found);
  }

  /** Returns the ids of the rows that were not there before. */
  private List<Long> write(List<PlannedObject> objects, List<Ref> added) throws SQLException {
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    List<Long> untouched = new ArrayList<>();
    for (PlannedObject one : objects) {
      PlannedRow before = known.get(one.ref());
      if (before == null) {
        inserts.add(insert(one));
        added.add(one.ref());
      } else if (isSame(one, before)) {
        untouched.add(before.id());
      } else {
        updates.add(update(one, before));
      }
    }
    session.batch(INSERT, inserts);
    session.batch(UPDATE, updates);
    touch(untouched);
    look(added);
    return added.stream().map(ref -> row(ref).id()).toList();
  }

  private static final String INSERT =
      """
      INSERT INTO target_object(project_key, kind, source_key, parent_id, rank, sort_key, document, document_sha256,
        state, waiting, planned_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      UPDATE target_object SET parent_id = ?, rank = ?, sort_key = ?, document = ?, document_sha256 = ?, state = ?,
        planned_by = ?
      WHERE target_object_id = ?
      """;

  private @Nullable Object[] insert(PlannedObject one) {
    return new @Nullable Object[] {
      projectKey,
      one.ref().kind(),
      one.ref().sourceKey(),
      parentId(one),
      one.rank(),
      one.sortKey(),
      one.document(),
      one.sha256(),
      newState(one),
      one.needs().size() + (one.parent() == null ? 0 : 1),
      generation
    };
  }

  private @Nullable Object[] update(PlannedObject one, PlannedRow before) throws SQLException {
    String state = state(one, before);
    boolean keepsDocument = one.document() == null && "SENDING".equals(before.state());
    String document = keepsDocument ? documentOf(before) : one.document();
    String sha256 = keepsDocument ? before.sha256() : one.sha256();
    Long parentId =
        one.parent() == null && one.document() == null ? before.parentId() : parentId(one);
    known.put(
        one.ref(),
        new PlannedRow(
            before.id(),
            one.ref(),
            state,
            parentId,
            one.rank(),
            one.sortKey(),
            sha256,
            before.writtenSha256(),
            before.stands(),
            generation));
    return new @Nullable Object[] {
      parentId, one.rank(), one.sortKey(), document, sha256, state, generation, before.id()
    };
  }

  private @Nullable String documentOf(PlannedRow row) throws SQLException {
    return session
        .first(
            "SELECT document FROM target_object WHERE target_object_id = ?",
            found -> found.text("document"),
            row.id())
        .orElse(null);
  }

  private boolean isSame(PlannedObject one, PlannedRow before) {
    return one.document() != null
        && one.rank() == before.rank()
        && one.sortKey().equals(before.sortKey())
        && Objects.equals(parentId(one), before.parentId())
        && Objects.equals(one.sha256(), before.sha256())
        && state(one, before).equals(before.state());
  }

  private String state(PlannedObject one, PlannedRow before) {
    if ("SENDING".equals(before.state())) {
      return "SENDING";
    }
    String sha256 = one.sha256();
    return sha256 != null && sha256.equals(before.writtenSha256()) ? "WRITTEN" : newState(one);
  }

  private String newState(PlannedObject one) {
    if (one.document() == null) {
      return "REJECTED";
    }
    boolean held = one.parent() != null && row(one.parent()).blocks();
    for (Need need : one.needs()) {
      held |= !need.orderOnly() && row(need.ref()).blocks();
    }
    held |=
        one.ref().kind() == TargetKind.APPROVAL
            && one.parent() != null
            && row(one.parent()).isStuck();
    return held ? "HELD" : "PLANNED";
  }

  private @Nullable Long parentId(PlannedObject one) {
    return one.parent() == null ? null : Long.valueOf(row(one.parent()).id());
  }

  private PlannedRow row(Ref ref) {
    PlannedRow found = known.get(ref);
    if (found == null) {
      throw new IllegalStateException("the ledger has no " + ref.kind() + " " + ref.sourceKey());
    }
    return found;
  }

  private void touch(List<Long> ids) throws SQLException {
    for (List<Long> some : Chunks.of(ids, MOST_KEYS)) {
      session.update(
          "UPDATE target_object SET planned_by = ? WHERE target_object_id IN "
              + Chunks.marks(some.size()),
          Chunks.parameters(List.of(generation), some));
    }
  }

  private Map<Long, Map<Long, Boolean>> wanted(List<PlannedObject> objects) {
    Map<Long, Map<Long, Boolean>> wanted = new HashMap<>();
    for (PlannedObject one : objects) {
      Map<Long, Boolean> needs = wanted.computeIfAbsent(row(one.ref()).id(), id -> new HashMap<>());
      one.needs()
          .forEach(
              need -> needs.merge(row(need.ref()).id(), need.orderOnly(), Boolean::logicalAnd));
      if (one.parent() != null) {
        needs.put(row(one.parent()).id(), false);
      }
    }
    return wanted;
  }
}
