package io.ztoq.sandbox.zephyr;

import java.util.Set;

/**
 * How this Zephyr tenant behaves where tenants differ.
 *
 * @param nextgen whether the cursor lists exist (404 otherwise)
 * @param honoursUpdatedAfter false: the parameter is ignored, as by an old tenant or a proxy
 * @param refusesUnknownQuery true: an unknown query parameter is a 400
 * @param pageCap rows per offset page at most; above it the size is lowered silently, up to 1000
 * @param traits what else this tenant does
 */
public record ZephyrRules(
    boolean nextgen,
    boolean honoursUpdatedAfter,
    boolean refusesUnknownQuery,
    int pageCap,
    Set<ZephyrTrait> traits) {

  private static final Set<ZephyrTrait> UNKIND =
      Set.of(
          ZephyrTrait.LOOSE_SHAPES,
          ZephyrTrait.LOOSE_CURSOR,
          ZephyrTrait.SHORT_STEP_PAGES,
          ZephyrTrait.MANY_PROJECTS);

  public static final ZephyrRules DEFAULT = new ZephyrRules(true, true, false, 1000);

  public ZephyrRules {
    traits = Set.copyOf(traits);
  }

  /** With the traits that are hardest to live with. */
  public ZephyrRules(
      boolean nextgen, boolean honoursUpdatedAfter, boolean refusesUnknownQuery, int pageCap) {
    this(nextgen, honoursUpdatedAfter, refusesUnknownQuery, pageCap, UNKIND);
  }

  boolean is(ZephyrTrait trait) {
    return traits.contains(trait);
  }

  /** The same tenant with other traits. */
  public ZephyrRules withTraits(Set<ZephyrTrait> others) {
    return new ZephyrRules(nextgen, honoursUpdatedAfter, refusesUnknownQuery, pageCap, others);
  }
}
