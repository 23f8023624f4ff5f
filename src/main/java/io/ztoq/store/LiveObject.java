package io.ztoq.store;

import org.jspecify.annotations.Nullable;

/**
 * Something of ours that validation saw in qTest; a row of {@code live_object}.
 *
 * @param kind of {@link TargetKind}, or {@code TEST_STEP}, {@code TEST_STEP_LOG} for places of
 *     files
 * @param sourceKey from the marker, null when it carries none
 * @param contentSha256 over the compared content, null when it was not compared
 * @param relations ids of what it belongs to
 */
public record LiveObject(
    String kind,
    long targetId,
    @Nullable String sourceKey,
    @Nullable String contentSha256,
    int fieldCount,
    int differenceCount,
    Relations relations) {

  /** An object whose content is not compared. */
  public static LiveObject seen(
      String kind, long targetId, @Nullable String sourceKey, Relations relations) {
    return new LiveObject(kind, targetId, sourceKey, null, 0, 0, relations);
  }

  /**
   * @param parent object it was found below
   * @param testCase that a run runs
   * @param versionId of the test case
   * @param version of a test case, as text
   * @param status of a log; current one of a run
   * @param latestLog of a run
   * @param position order in qTest, or place of a step
   */
  public record Relations(
      @Nullable Long parent,
      @Nullable Long testCase,
      @Nullable Long versionId,
      @Nullable String version,
      @Nullable String status,
      @Nullable Long latestLog,
      @Nullable Integer position) {

    public static Relations below(@Nullable Long parent, @Nullable Integer position) {
      return new Relations(parent, null, null, null, null, null, position);
    }
  }
}
