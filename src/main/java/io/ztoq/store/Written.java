package io.ztoq.store;

import org.jspecify.annotations.Nullable;

/**
 * What an answer of qTest says about an object that we wrote.
 *
 * @param liveSha256 digest of what qTest shows, null when it is read later
 * @param created whether the object is ours, not one that stood there before
 */
public record Written(
    @Nullable Long targetId,
    @Nullable String pid,
    @Nullable Long versionId,
    @Nullable String version,
    @Nullable String liveSha256,
    boolean created) {

  /** Something was done that leaves no object of its own. */
  public static final Written NOTHING_NEW = new Written(null, null, null, null, null, false);
}
