package io.ztoq.app;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RunStopped;
import io.ztoq.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks both systems, by their cheapest reads, whether address, token and project are right. */
public final class Verification {

  /**
   * The answer to one question.
   *
   * @param system Zephyr Scale or qTest
   * @param question what was asked for
   * @param problem null when it is fine
   */
  public record Check(String system, String question, @Nullable String problem) {
    public boolean ok() {
      return problem == null;
    }
  }

  private final Settings settings;
  private final Door zephyr;
  private final Door qtest;

  public Verification(Settings settings, Door zephyr, Door qtest) {
    this.settings = settings;
    this.zephyr = zephyr;
    this.qtest = qtest;
  }

  /**
   * Looks at the systems that {@code phases} will call, before anything else is done.
   *
   * @throws RunStopped (CFG-040, exit code 3) with all that is wrong
   */
  void before(List<String> phases) {
    List<Check> checks = new ArrayList<>();
    if (phases.contains("extract")) {
      checks.addAll(zephyr());
    }
    if (phases.contains("load")
        || phases.contains("validate")
        || phases.contains("rollback-load")) {
      checks.addAll(qtest());
    }
    List<String> problems =
        checks.stream().filter(check -> !check.ok()).map(Verification::line).toList();
    if (!problems.isEmpty()) {
      throw new RunStopped(ExitCode.UNREACHABLE, "CFG-040", String.join("; ", problems));
    }
  }

  private static String line(Check check) {
    return "%s, %s: %s".formatted(check.system(), check.question(), check.problem());
  }

  /** Health, then the project with the token. */
  public List<Check> zephyr() {
    String key = settings.zephyr().projectKey();
    ApiRequest health = ApiRequest.get("/healthcheck", "/healthcheck").acceptingAnything();
    return List.of(
        ask("Zephyr Scale", "address", zephyr, health, "check zephyr.base-url"),
        ask(
            "Zephyr Scale",
            "token and project " + key,
            zephyr,
            ApiRequest.get("/projects/" + key, "/projects/{key}"),
            "check zephyr.project-key (the old key when it was renamed in Jira) and that the token's owner sees it"));
  }

  /** Token, project and the rights of the token's owner. */
  public List<Check> qtest() {
    long id = settings.qtest().projectId();
    return List.of(
        ask(
            "qTest",
            "token",
            qtest,
            ApiRequest.get("/oauth/status", "/oauth/status"),
            "check qtest.base-url"),
        ask(
            "qTest",
            "project " + id,
            qtest,
            ApiRequest.get("/api/v3/projects/" + id, "/api/v3/projects/{project}"),
            "check qtest.project-id and that the token's owner is a member of the project"),
        ask(
            "qTest",
            "profile",
            qtest,
            ApiRequest.get(
                "/api/v3/projects/%d/user-profiles/current".formatted(id),
                "/api/v3/projects/{project}/user-profiles/current"),
            "the token's owner needs a profile in the project"));
  }

  private static Check ask(
      String system, String question, Door door, ApiRequest request, String advice) {
    try {
      ApiAnswer answer = door.call(request);
      String problem =
          answer.ok()
              ? null
              : "%s answered %d; %s".formatted(request.name(), answer.status(), advice);
      return new Check(system, question, problem);
    } catch (Failure failure) {
      return new Check(system, question, failure.line());
    }
  }
}
