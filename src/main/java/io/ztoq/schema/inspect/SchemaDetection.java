package io.ztoq.schema.inspect;

import io.ztoq.schema.Migration;
import io.ztoq.schema.Numbers;
import io.ztoq.schema.SchemaDatabase;
import io.ztoq.schema.inspect.VersionSearch.Found;
import io.ztoq.schema.inspect.VersionSearch.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which version a schema without a history is: its fingerprint against that of every
 * known version, as far as its names of objects come near. Looks only.
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
  public record TableStanding(String table, String standing, List<String> differences) {

    private boolean tells(String object) {
      return differences.stream().anyMatch(one -> one.startsWith(object + " "));
    }
  }

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
            "the schema is version %s%s, and there is more".formatted(number, also);
        case PARTIAL ->
            "the schema is no known version, nearest is %s: %d of %d tables are as they should be"
                .formatted(number, there, tables.size());
        case NOTHING -> "nothing of these migrations is in the database";
      };
    }
  }

  private final SchemaSnapshot live;
  private final Found search;

  private SchemaDetection(SchemaSnapshot live, Found search) {
    this.live = live;
    this.search = search;
  }

  /**
   * Searches until it is found.
   *
   * @param candidates migrations that may have been applied, at least one
   * @param scratchLike where a scratch database is made
   * @throws io.ztoq.failure.RunStopped (SCH-100 to SCH-103)
   */
  public static Result detect(
      SchemaDatabase database, List<Migration> candidates, SchemaDatabase scratchLike) {
    return detect(database, candidates, scratchLike, Instant.MAX).orElseThrow();
  }

  /**
   * @param until when to give up
   * @return empty when it was not found in time
   */
  public static Optional<Result> detect(
      SchemaDatabase database,
      List<Migration> candidates,
      SchemaDatabase scratchLike,
      Instant until) {
    if (database.url().equals(scratchLike.url())) {
      ScratchRun.refuseWhatReachesOut(candidates);
    }
    return VersionSearch.find(database, candidates, scratchLike, until)
        .map(found -> new SchemaDetection(live(database, found), found).find());
  }

  private static SchemaSnapshot live(SchemaDatabase database, Found found) {
    try (Connection connection = database.openReadOnly()) {
      return SchemaSnapshot.of(connection, found.schemas());
    } catch (SQLException problem) {
      throw InspectFailures.unread(database.display(), problem);
    }
  }

  private Result find() {
    List<Version> same =
        search.nearest().stream()
            .filter(one -> one.snapshot().fingerprint().equals(live.fingerprint()))
            .toList();
    if (!same.isEmpty()) {
      return result(Match.VERSION, same);
    }
    List<Version> within =
        search.nearest().stream().filter(one -> isWithin(one) && isNewest(one)).toList();
    if (!within.isEmpty()) {
      return result(Match.VERSION_AND_MORE, within);
    }
    Version nearest =
        search.nearest().stream()
            .min(Comparator.comparingInt(one -> live.differences(one.snapshot()).size()))
            .orElseThrow();
    boolean nothing =
        live.tables().stream().noneMatch(one -> search.known().contains("table " + one));
    return result(nothing ? Match.NOTHING : Match.PARTIAL, List.of(nearest));
  }

  /** Nothing of it is missing or different, and what is more belongs to no migration. */
  private boolean isWithin(Version version) {
    return live.objects().containsAll(version.snapshot().objects())
        && live.objects().stream()
            .filter(one -> !version.snapshot().objects().contains(one))
            .noneMatch(one -> search.known().contains(one.key()));
  }

  /** No other version that fits holds more. */
  private boolean isNewest(Version version) {
    return search.nearest().stream()
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
            .filter(one -> tables.stream().noneMatch(table -> table.tells(one)))
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
