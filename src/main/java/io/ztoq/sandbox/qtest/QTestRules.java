package io.ztoq.sandbox.qtest;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How this qTest site behaves where sites differ or the documents are silent.
 *
 * @param searchDelay how long a new or changed object is not found by search
 * @param listDelay how long a new object is missing from lists (reads by id see it at once)
 * @param pageCap rows per list page at most; larger sizes are lowered silently
 * @param omittedPartsVanish true: a PUT of a case without description, precondition or steps clears
 *     them
 * @param callStepsListed true: the expanded step list holds the calling step itself before the
 *     steps of the called case
 * @param attachmentLimit largest file in bytes
 * @param offset of the times in answers
 * @param traits what else this site does
 */
public record QTestRules(
    Duration searchDelay,
    Duration listDelay,
    int pageCap,
    boolean omittedPartsVanish,
    boolean callStepsListed,
    long attachmentLimit,
    ZoneOffset offset,
    Set<QTestTrait> traits) {

  private static final Set<QTestTrait> UNKIND =
      Set.of(
          QTestTrait.LOOSE_SHAPES,
          QTestTrait.NEWEST_FIRST,
          QTestTrait.EQUAL_LABELS,
          QTestTrait.UNSCANNED_FILES);

  public static final QTestRules DEFAULT =
      new QTestRules(
          Duration.ZERO, Duration.ZERO, 999, true, false, 52_428_800L, ZoneOffset.ofHours(7));

  public QTestRules {
    traits = Set.copyOf(traits);
  }

  /** With the traits that are hardest to live with. */
  public QTestRules(
      Duration searchDelay,
      Duration listDelay,
      int pageCap,
      boolean omittedPartsVanish,
      boolean callStepsListed,
      long attachmentLimit,
      ZoneOffset offset) {
    this(
        searchDelay,
        listDelay,
        pageCap,
        omittedPartsVanish,
        callStepsListed,
        attachmentLimit,
        offset,
        UNKIND);
  }

  boolean is(QTestTrait trait) {
    return traits.contains(trait);
  }

  /** The same site with other traits. */
  public QTestRules withTraits(Set<QTestTrait> others) {
    return new QTestRules(
        searchDelay,
        listDelay,
        pageCap,
        omittedPartsVanish,
        callStepsListed,
        attachmentLimit,
        offset,
        others);
  }
}
