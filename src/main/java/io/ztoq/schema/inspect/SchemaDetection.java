package io.ztoq.schema.inspect;

import io.ztoq.schema.MigrationSet;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.inspect.KnownVersions.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds out which version a schema without a history is: its fingerprint against that of every
 * known version. Looks only.
 */
public final class SchemaDetection {

  /** How sure it is. */
  public enum Match {
    /** The schema is exactly this version. */
    VERSION,
    /** Everything of this version is there, and objects that no migration makes. */
    VERSION_AND_MORE,
    /** Something of the migrations is there, but no version of them. */
    PARTIAL,
    /** Nothing of the migrations is there. */
    NOTHING
  }

  /**
   * One table of the version that is meant.
   *
   * @param standing {@code there}, {@code missing} or {@code different}
   * @param differences in words, for a different one
   */
  public record TableStanding(String table, String standing, List<String> differences) {}

  /**
   * What the schema is.
   *
   * @param number the version, for a partial one the nearest
   * @param sameAs further versions with the same schema, they change rows only
   * @param tables of that version, one by one
   * @param others objects that do not belong to it
   */
  public record Result(
      Match match,
      String number,
      List<String> sameAs,
      String fingerprint,
      List<TableStanding> tables,
      List<String> others) {

    /** For a line of a status. */
    public String inWords() {
      long there = tables.stream().filter(one -> one.standing().equals("there")).count();
      String also =
          sameAs.isEmpty()
              ? ""
              : " (or %s, with the same schema)".formatted(String.join(", ", sameAs));
      return switch (match) {
        case VERSION -> "the schema is exactly version %s%s".formatted(number, also);
        case VERSION_AND_MORE ->
            "the schema is version %s%s with %d objects of others"
                .formatted(number, also, others.size());
        case PARTIAL ->
            "the schema is no known version, nearest is %s: %d of %d tables are as they should be"
                .formatted(number, there, tables.size());
        case NOTHING -> "nothing of these migrations is in the database";
      };
    }
  }

  private final SchemaSnapshot live;
  private final List<Version> versions;

  private SchemaDetection(SchemaSnapshot live, List<Version> versions) {
    this.live = live;
    this.versions = versions;
  }

  /**
   * @param scratchLike where a scratch database is made
   * @throws io.ztoq.failure.RunStopped (SCH-100 to SCH-103)
   */
  public static Result detect(
      SchemaDatabase database, MigrationSet set, SchemaDatabase scratchLike) {
    if (database.url().equals(scratchLike.url())) {
      ScratchRun.refuseWhatReachesOut(set);
    }
    KnownVersions known = KnownVersions.of(scratchLike, set);
    return new SchemaDetection(known.live(database), known.all()).find();
  }

  static Result detect(SchemaSnapshot live, KnownVersions known) {
    return new SchemaDetection(live, known.all()).find();
  }

  private Result find() {
    List<Version> same =
        versions.stream()
            .filter(one -> !one.number().equals(Numbers.NOTHING))
            .filter(one -> one.snapshot().fingerprint().equals(live.fingerprint()))
            .toList();
    if (!same.isEmpty()) {
      return result(Match.VERSION, same);
    }
    List<Version> within = versions.stream().filter(one -> isWithin(one) && isNewest(one)).toList();
    if (!within.isEmpty()) {
      return result(Match.VERSION_AND_MORE, within);
    }
    SortedSet<String> tables = new TreeSet<>();
    versions.forEach(one -> tables.addAll(one.snapshot().tables()));
    tables.retainAll(live.tables());
    Version nearest =
        versions.stream()
            .skip(1)
            .min(Comparator.comparingInt(one -> live.differences(one.snapshot()).size()))
            .orElse(versions.get(0));
    return result(tables.isEmpty() ? Match.NOTHING : Match.PARTIAL, List.of(nearest));
  }

  /** Nothing of it is missing or different, and what is more belongs to no migration. */
  private boolean isWithin(Version version) {
    Set<SchemaObject> known = new TreeSet<>();
    versions.forEach(one -> known.addAll(one.snapshot().objects()));
    return !version.number().equals(Numbers.NOTHING)
        && live.objects().containsAll(version.snapshot().objects())
        && live.objects().stream()
            .filter(one -> !version.snapshot().objects().contains(one))
            .noneMatch(known::contains);
  }

  /** No other version that fits holds more. */
  private boolean isNewest(Version version) {
    return versions.stream()
        .filter(this::isWithin)
        .noneMatch(one -> one.snapshot().objects().size() > version.snapshot().objects().size());
  }

  private Result result(Match match, List<Version> found) {
    Version version = found.get(0);
    List<TableStanding> tables = new ArrayList<>();
    for (String table : version.snapshot().tables()) {
      tables.add(standing(version.snapshot(), table));
    }
    List<String> others =
        live.differences(version.snapshot()).stream()
            .filter(one -> one.kind() == Difference.Kind.EXTRA)
            .map(Difference::object)
            .toList();
    return new Result(
        match,
        match == Match.NOTHING ? Numbers.NOTHING : version.number(),
        found.stream().skip(1).map(Version::number).toList(),
        live.fingerprint(),
        tables,
        others);
  }

  private TableStanding standing(SchemaSnapshot expected, String table) {
    if (!live.tables().contains(table)) {
      return new TableStanding(table, "missing", List.of());
    }
    SchemaSnapshot here = new SchemaSnapshot(live.ofTable(table), live.schemas());
    SchemaSnapshot there = new SchemaSnapshot(expected.ofTable(table), expected.schemas());
    List<String> differences = here.differences(there).stream().map(Difference::inWords).toList();
    return new TableStanding(table, differences.isEmpty() ? "there" : "different", differences);
  }
}
