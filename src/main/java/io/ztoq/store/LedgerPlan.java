package io.ztoq.store;

import io.ztoq.store.PlannedObject.Need;
import io.ztoq.store.PlannedObject.Ref;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares one page of planned objects with the ledger and says what has to be written. What did
 * not change is left as it is; what changed is planned again with the id it has in qTest; an object
 * in doubt stays in doubt. One instance per page; reads only.
 */
final class LedgerPlan {

  private static final int MOST_KEYS = 500;

  private final Session session;
  private final String projectKey;
  private final String generation;
  private final RowIds ids;
  private final Map<Ref, PlannedRow> known = new HashMap<>();
  private final Set<Long> isNew = new HashSet<>();
  private final Map<Ref, PlannedRow> planned = new HashMap<>();
  private final LedgerChange change = new LedgerChange();

  /**
   * @param generation of this transform, written into every row that it changes
   * @param recent rows of earlier pages that may not be committed yet
   */
  LedgerPlan(
      Session session,
      String projectKey,
      String generation,
      RowIds ids,
      Map<Ref, PlannedRow> recent) {
    this.session = session;
    this.projectKey = projectKey;
    this.generation = generation;
    this.ids = ids;
    known.putAll(recent);
  }

  /**
   * Parents and needs must be in the page, in a recent one or in the ledger. Objects of one kind in
   * one page must not have each other as parent.
   */
  LedgerChange plan(List<PlannedObject> objects) throws SQLException {
    Map<TargetKind, List<PlannedObject>> byKind = look(objects);
    for (List<PlannedObject> ofKind : byKind.values()) {
      for (PlannedObject one : ofKind) {
        plan(one);
      }
    }
    new LedgerNeeds(session).plan(wanted(objects), isNew, change);
    return change;
  }

  /** The rows of the page as they will stand in the ledger. */
  Map<Ref, PlannedRow> planned() {
    return planned;
  }

  private Map<TargetKind, List<PlannedObject>> look(List<PlannedObject> objects)
      throws SQLException {
    Map<TargetKind, List<PlannedObject>> byKind = new EnumMap<>(TargetKind.class);
    Set<Ref> own = new HashSet<>();
    Set<Ref> others = new HashSet<>();
    for (PlannedObject one : objects) {
      byKind.computeIfAbsent(one.ref().kind(), kind -> new ArrayList<>()).add(one);
      own.add(one.ref());
      one.needs().forEach(need -> others.add(need.ref()));
      if (one.parent() != null) {
        others.add(one.parent());
      }
    }
    others.removeAll(own);
    look(own, PlannedRow.COLUMNS, PlannedRow::of);
    look(others, PlannedRow.REFERENCE, PlannedRow::reference);
    return byKind;
  }

  /** Turns a row of the ledger into what is known of it. */
  private interface Reader {
    PlannedRow read(TargetKind kind, Row row) throws SQLException;
  }

  private void look(Set<Ref> refs, String columns, Reader reader) throws SQLException {
    Map<TargetKind, List<String>> keys = new EnumMap<>(TargetKind.class);
    for (Ref ref : refs) {
      if (!known.containsKey(ref)) {
        keys.computeIfAbsent(ref.kind(), kind -> new ArrayList<>()).add(ref.sourceKey());
      }
    }
    for (Map.Entry<TargetKind, List<String>> one : keys.entrySet()) {
      for (List<String> some : Chunks.of(one.getValue(), MOST_KEYS)) {
        String sql =
            "SELECT "
                + columns
                + " FROM target_object WHERE project_key = ? AND kind = ? AND source_key IN "
                + Chunks.marks(some.size());
        session.forEach(
            sql,
            row -> {
              PlannedRow found = reader.read(one.getKey(), row);
              known.put(found.ref(), found);
            },
            Chunks.parameters(List.of(projectKey, one.getKey()), some));
      }
    }
  }

  private void plan(PlannedObject one) throws SQLException {
    PlannedRow before = known.get(one.ref());
    PlannedRow row;
    if (before == null) {
      row = newRow(one, ids.next());
      isNew.add(row.id());
      change.insert(insert(one, row));
    } else {
      row = one.document() == null ? rejectedRow(one, before) : changedRow(one, before);
      if (!row.equals(before)) {
        change.update(update(one, row));
      }
    }
    known.put(one.ref(), row);
    planned.put(one.ref(), row);
  }

  private PlannedRow newRow(PlannedObject one, long id) {
    return new PlannedRow(
        id,
        one.ref(),
        newState(one),
        parentId(one),
        one.rank(),
        one.sortKey(),
        one.sha256(),
        null,
        false,
        null);
  }

  private PlannedRow changedRow(PlannedObject one, PlannedRow before) {
    String sha256 = one.sha256();
    String state = Objects.equals(sha256, before.writtenSha256()) ? "WRITTEN" : newState(one);
    return new PlannedRow(
        before.id(),
        one.ref(),
        before.isInDoubt() ? before.state() : state,
        parentId(one),
        one.rank(),
        one.sortKey(),
        sha256,
        before.writtenSha256(),
        before.stands(),
        null);
  }

  /**
   * Its place stays known; an object in doubt keeps what was sent, to be recognised by it, and is
   * rejected once it is known whether it stands.
   */
  private PlannedRow rejectedRow(PlannedObject one, PlannedRow before) {
    return new PlannedRow(
        before.id(),
        one.ref(),
        before.isInDoubt() ? before.state() : newState(one),
        one.parent() == null ? before.parentId() : parentId(one),
        one.rank(),
        one.sortKey(),
        before.isInDoubt() ? before.sha256() : null,
        before.writtenSha256(),
        before.stands(),
        before.isInDoubt() ? "REJECTED" : null);
  }

  private @Nullable Object[] insert(PlannedObject one, PlannedRow row) {
    return new @Nullable Object[] {
      row.id(),
      projectKey,
      one.ref().kind(),
      one.ref().sourceKey(),
      row.parentId(),
      one.rank(),
      one.sortKey(),
      one.document(),
      row.sha256(),
      row.state(),
      one.needs().size() + (one.parent() == null ? 0 : 1),
      generation
    };
  }

  private @Nullable Object[] update(PlannedObject one, PlannedRow row) throws SQLException {
    boolean keepsDocument = one.document() == null && row.isInDoubt();
    return new @Nullable Object[] {
      row.parentId(),
      row.parentId(),
      row.rank(),
      row.sortKey(),
      keepsDocument ? documentOf(row) : one.document(),
      row.sha256(),
      row.state(),
      row.doubtEndsAs(),
      generation,
      row.id()
    };
  }

  private @Nullable String documentOf(PlannedRow row) throws SQLException {
    return session
        .first(
            "SELECT document FROM target_object WHERE target_object_id = ?",
            found -> found.textOrNull("document"),
            row.id())
        .orElse(null);
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

  private Map<Long, Map<Long, Boolean>> wanted(List<PlannedObject> objects) {
    Map<Long, Map<Long, Boolean>> wanted = new HashMap<>();
    for (PlannedObject one : objects) {
      if (one.ref().kind() == TargetKind.STEP_READING) {
        continue; // StepReadings writes theirs
      }
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
