package io.ztoq.schema.inspect;

import io.ztoq.failure.RunStopped;
import io.ztoq.schema.Migration;
import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.SchemaDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the migrations give, version by version, as seen on a scratch database. */
public final class KnownVersions {

  private final List<Version> versions;

  private KnownVersions(List<Version> versions) {
    this.versions = List.copyOf(versions);
  }

  /**
   * @param number 000 for the empty database
   * @param snapshot after that migration
   */
  public record Version(String number, SchemaSnapshot snapshot) {}

  /**
   * All versions of a set.
   *
   * @throws RunStopped (SCH-101 to SCH-103)
   */
  public static KnownVersions of(SchemaDatabase like, MigrationSet set) {
    return of(like, set.all());
  }

  /** Versions of some migrations of a set, in their order. */
  static KnownVersions of(SchemaDatabase like, Collection<Migration> migrations) {
    List<Version> versions = new ArrayList<>();
    try (ScratchDatabase scratch = ScratchDatabase.like(like);
        ScratchRun run = new ScratchRun(scratch.database())) {
      versions.add(new Version(Numbers.NOTHING, SchemaSnapshot.ofAll(run.connection())));
      for (Migration migration : migrations) {
        run.apply(migration);
        versions.add(new Version(migration.number(), SchemaSnapshot.ofAll(run.connection())));
      }
      return new KnownVersions(versions);
    } catch (SQLException problem) {
      throw InspectFailures.unread("a scratch database", problem);
    }
  }

  /** From the empty database on. */
  public List<Version> all() {
    return versions;
  }

  Version last() {
    return versions.get(versions.size() - 1);
  }

  /** Everything that the migrations have to do with in a live database. */
  SchemaSnapshot live(SchemaDatabase database) {
    if (!database.exists()) {
      return new SchemaSnapshot(new TreeSet<>(), new TreeSet<>());
    }
    try (Connection connection = database.openReadOnly()) {
      return live(connection);
    } catch (SQLException problem) {
      throw InspectFailures.unread(database.display(), problem);
    }
  }

  SchemaSnapshot live(Connection connection) throws SQLException {
    return SchemaSnapshot.of(connection, schemas());
  }

  private SortedSet<String> schemas() {
    SortedSet<String> schemas = new TreeSet<>();
    versions.forEach(one -> schemas.addAll(one.snapshot().schemas()));
    return schemas;
  }
}
