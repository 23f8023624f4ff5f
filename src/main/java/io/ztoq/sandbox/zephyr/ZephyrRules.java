package io.ztoq.sandbox.zephyr;

/**
 * How this Zephyr tenant behaves where tenants differ.
 *
 * @param nextgen whether the cursor lists exist (404 otherwise)
 * @param honoursUpdatedAfter false: the parameter is ignored, as by an old tenant or a proxy
 * @param refusesUnknownQuery true: an unknown query parameter is a 400
 * @param pageCap rows per offset page at most; above it the size is lowered silently, up to 1000
 */
public record ZephyrRules(
    boolean nextgen, boolean honoursUpdatedAfter, boolean refusesUnknownQuery, int pageCap) {

  public static final ZephyrRules DEFAULT = new ZephyrRules(true, true, false, 1000);
}
