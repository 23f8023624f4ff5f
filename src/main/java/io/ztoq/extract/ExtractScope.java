package io.ztoq.extract;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.ListPage;
import io.ztoq.store.SourceProjects;
import io.ztoq.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Which project this run extracts; its number is known once the project was verified. Thread-safe.
 */
public final class ExtractScope {

  private final String projectKey;
  private final String runId;
  private final Store store;
  private volatile ListPage.@Nullable Scope scope;

  public ExtractScope(String projectKey, String runId, Store store) {
    this.projectKey = projectKey;
    this.runId = runId;
    this.store = store;
  }

  public String projectKey() {
    return projectKey;
  }

  public String runId() {
    return runId;
  }

  /**
   * @throws RunStopped (EXT-001) when the project was never verified
   */
  public ListPage.Scope get() {
    ListPage.Scope known = scope;
    if (known == null) {
      String id = SourceProjects.idOf(store, projectKey).orElseThrow(this::unknown);
      known = new ListPage.Scope(projectKey, id, runId);
      scope = known;
    }
    return known;
  }

  private RunStopped unknown() {
    return new RunStopped(
        ExitCode.USAGE,
        "EXT-001",
        "the project %s was not verified; run 'ztoq workflow extract' with the route extract-project"
            .formatted(projectKey));
  }
}
