package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.canonical.SourceProject;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.SourceProjects;
import io.ztoq.zephyr.ZephyrError;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrRequests;
import org.apache.camel.Body;

/** Looks whether the project can be read before anything else is tried. */
public final class VerifyProjectStep {

  private final ExtractScope scope;
  private final SourceProjects projects;

  public VerifyProjectStep(ExtractScope scope, SourceProjects projects) {
    this.scope = scope;
    this.projects = projects;
  }

  public ApiRequest request() {
    return ZephyrRequests.project(scope.projectKey());
  }

  /**
   * @throws RunStopped (EXT-001, exit code 2) when there is no such project, (EXT-002, exit code 3)
   *     when Zephyr refuses
   */
  public void store(@Body ApiAnswer answer) {
    if (answer.status() == 404) {
      throw new RunStopped(
          ExitCode.USAGE,
          "EXT-001",
          ("Zephyr Scale has no project %s that this token can see (%s); check zephyr.project-key (after a rename in Jira "
                  + "the old key is wanted) and that Zephyr Scale is enabled in the project")
              .formatted(scope.projectKey(), ZephyrError.say(answer)));
    }
    if (!answer.ok()) {
      throw refused(answer);
    }
    try {
      projects.save(project(answer), scope.runId(), answer.text());
    } catch (RecordRejected unreadable) {
      throw refused(answer);
    }
  }

  private RunStopped refused(ApiAnswer answer) {
    return new RunStopped(
        ExitCode.UNREACHABLE,
        "EXT-002",
        "Zephyr Scale refuses to show the project %s (%s); the token's owner needs permission to browse it"
            .formatted(scope.projectKey(), ZephyrError.say(answer)));
  }

  private SourceProject project(ApiAnswer answer) {
    ZephyrObject row = ZephyrObject.of(answer);
    return new SourceProject(
        Long.toString(row.requireNumber("id")),
        scope.projectKey(),
        row.number("jiraProjectId"),
        !row.has("enabled") || row.flag("enabled"));
  }
}
