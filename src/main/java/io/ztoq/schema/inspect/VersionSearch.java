package io.ztoq.schema.inspect;

import io.ztoq.schema.Migration;
import io.ztoq.schema.SchemaDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the version of a set that a live schema is. All versions are made on a scratch
 * database, but only their names of objects are read; whole snapshots are taken of those versions
 * that have the names of the live schema, or come nearest.
 */
final class VersionSearch {

  private final SchemaDatabase like;
  private final List<Migration> migrations;
  private final Instant until;
  private final ObjectNames live;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, SchemaSnapshot> snapshots = new HashMap<>();
  private final SortedSet<String> schemas = new TreeSet<>();

  private VersionSearch(
      SchemaDatabase like, List<Migration> migrations, ObjectNames live, Instant until) {
    this.like = like;
    this.migrations = migrations;
    this.live = live;
    this.until = until;
  }

  /** What a migration changes in the names. */
  private record Step(String number, Set<String> added, Set<String> removed) {}

  /** A version of the set. */
  record Version(String number, SchemaSnapshot snapshot) {}

  /**
   * What was found.
   *
   * @param nearest versions whose names differ least from the live ones, at least one
   * @param known names that any version has
   * @param schemas that any version uses, PostgreSQL only
   */
  record Found(List<Version> nearest, Set<String> known, SortedSet<String> schemas) {}

  /** Time is up. */
  private static final class TooLong extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLong() {
      super(null, null, false, false);
    }
  }

  /**
   * @param migrations at least one
   * @param like where a scratch database is made
   * @param until when to give up
   * @return empty when time was up
   */
  static Optional<Found> find(
      SchemaDatabase database, List<Migration> migrations, SchemaDatabase like, Instant until) {
    try (Connection connection = database.openReadOnly()) {
      ObjectNames live = ObjectNames.of(connection);
      connection.rollback();
      return Optional.of(new VersionSearch(like, migrations, live, until).find());
    } catch (TooLong timeIsUp) {
      return Optional.empty();
    } catch (SQLException problem) {
      throw InspectFailures.unread(database.display(), problem);
    }
  }

  private Found find() throws SQLException {
    try (ScratchDatabase scratch = ScratchDatabase.like(like);
        ScratchRun run = new ScratchRun(scratch.database())) {
      readNames(run);
    }
    Set<String> nearest = nearest();
    if (!snapshots.keySet().containsAll(nearest)) {
      try (ScratchDatabase scratch = ScratchDatabase.like(like);
          ScratchRun run = new ScratchRun(scratch.database())) {
        takeSnapshots(run, nearest);
      }
    }
    List<Version> versions = new ArrayList<>();
    for (Migration one : migrations) {
      SchemaSnapshot snapshot = snapshots.get(one.number());
      if (snapshot != null && nearest.contains(one.number())) {
        versions.add(new Version(one.number(), snapshot));
      }
    }
    Set<String> known = new HashSet<>();
    steps.forEach(one -> known.addAll(one.added()));
    return new Found(versions, known, schemas);
  }

  /** Where the names are those of the live schema, the snapshot is taken at once. */
  private void readNames(ScratchRun run) throws SQLException {
    Set<String> before = Set.of();
    @Nullable SchemaSnapshot last = null;
    for (Migration migration : migrations) {
      apply(run, migration);
      if (!run.changesRowsOnly(migration)) {
        ObjectNames names = ObjectNames.of(run.connection());
        steps.add(
            new Step(
                migration.number(), without(names.all(), before), without(before, names.all())));
        before = names.all();
        schemas.addAll(SchemaSnapshot.usedSchemas(run.connection()));
        last = before.equals(live.all()) ? SchemaSnapshot.ofAll(run.connection()) : null;
      } else {
        steps.add(new Step(migration.number(), Set.of(), Set.of()));
      }
      if (last != null) {
        snapshots.put(migration.number(), last);
      }
    }
  }

  private void takeSnapshots(ScratchRun run, Set<String> wanted) throws SQLException {
    @Nullable SchemaSnapshot last = null;
    for (Migration migration : migrations) {
      apply(run, migration);
      last = run.changesRowsOnly(migration) ? last : null;
      if (wanted.contains(migration.number())) {
        last = last == null ? SchemaSnapshot.ofAll(run.connection()) : last;
        snapshots.put(migration.number(), last);
      }
    }
  }

  private void apply(ScratchRun run, Migration migration) throws SQLException {
    if (Instant.now().isAfter(until)) {
      throw new TooLong();
    }
    run.apply(migration);
  }

  /** Numbers of the versions with the fewest names that are here or there only. */
  private Set<String> nearest() {
    Set<String> here = live.in(schemas);
    int distance = here.size();
    int best = Integer.MAX_VALUE;
    Set<String> found = new HashSet<>();
    for (Step step : steps) {
      distance += away(step.added(), here) - away(step.removed(), here);
      if (distance < best) {
        best = distance;
        found.clear();
      }
      if (distance == best) {
        found.add(step.number());
      }
    }
    return found;
  }

  /** By how much the distance grows when these come. */
  private static int away(Set<String> names, Set<String> here) {
    return names.stream().mapToInt(one -> here.contains(one) ? -1 : 1).sum();
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> left = new HashSet<>(all);
    left.removeAll(others);
    return left;
  }
}
