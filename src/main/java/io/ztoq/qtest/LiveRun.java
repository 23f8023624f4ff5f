package io.ztoq.qtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test run as qTest shows it.
 *
 * @param parentId its cycle or suite
 * @param latestStatus name of the current status, null without a log
 */
public record LiveRun(
    long id,
    String name,
    @Nullable Long parentId,
    @Nullable Long caseId,
    @Nullable Long caseVersionId,
    List<LiveProperty> properties,
    @Nullable String latestStatus,
    @Nullable Long latestLogId,
    @Nullable Integer order) {
  public LiveRun {
    properties = List.copyOf(properties);
  }
}
