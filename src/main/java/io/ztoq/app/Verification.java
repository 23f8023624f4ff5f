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
   * @throws RunStopped (CFG-040, exit code 3) with all that is wrong; what a door says when it was
   *     asked to stop (exit code 5)
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

  /** Health, then the project with the token; ends at what nothing else can succeed without. */
  public List<Check> zephyr() {
    String key = settings.zephyr().projectKey();
    Asking asking = new Asking("Zephyr Scale", zephyr, zephyrAddress());
    asking.ask(
        "address",
        ApiRequest.get("/healthcheck", "/healthcheck").acceptingAnything(),
        "check zephyr.base-url");
    asking.ask(
        "token and project " + key,
        ApiRequest.get("/projects/" + key, "/projects/{key}"),
        "check zephyr.project-key (the old key when it was renamed in Jira) and that the token's owner sees it");
    return asking.checks;
  }

  /** Token, project and the rights of the token's owner; ends like {@link #zephyr()}. */
  public List<Check> qtest() {
    long id = settings.qtest().projectId();
    Asking asking = new Asking("qTest", qtest, qtestAddress());
    asking.ask("token", ApiRequest.get("/oauth/status", "/oauth/status"), "check qtest.base-url");
    asking.ask(
        "project " + id,
        ApiRequest.get("/api/v3/projects/" + id, "/api/v3/projects/{project}"),
        "check qtest.project-id and that the token's owner is a member of the project");
    asking.ask(
        "profile",
        ApiRequest.get(
            "/api/v3/projects/%d/user-profiles/current".formatted(id),
            "/api/v3/projects/{project}/user-profiles/current"),
        "the token's owner needs a profile in the project");
    return asking.checks;
  }

  /** What is odd about the address; told only when a question fails. */
  private String zephyrAddress() {
    String path = String.valueOf(settings.zephyr().baseUrl().getPath());
    return path.endsWith("/v2")
        ? ""
        : "zephyr.base-url (%s) does not end with /v2, as the address of Zephyr Scale Cloud does; "
            .formatted(settings.zephyr().baseUrl());
  }

  private String qtestAddress() {
    String path = String.valueOf(settings.qtest().baseUrl().getPath());
    return path.contains("/api")
        ? "qtest.base-url (%s) is the address of the site alone, without %s; "
            .formatted(settings.qtest().baseUrl(), path)
        : "";
  }

  /** Asks one system; an outage or a refused token answers all further questions. */
  private static final class Asking {

    private final String system;
    private final Door door;
    private final String addressHint;
    private final List<Check> checks = new ArrayList<>();
    private boolean over;

    Asking(String system, Door door, String addressHint) {
      this.system = system;
      this.door = door;
      this.addressHint = addressHint;
    }

    void ask(String question, ApiRequest request, String advice) {
      if (!over) {
        checks.add(new Check(system, question, problem(request, advice)));
      }
    }

    private @Nullable String problem(ApiRequest request, String advice) {
      try {
        ApiAnswer answer = door.call(request);
        return answer.ok()
            ? null
            : "%s%s answered %d; %s"
                .formatted(
                    addressHint, request.method() + " " + request.path(), answer.status(), advice);
      } catch (Failure failure) {
        if (failure instanceof RunStopped stopped && stopped.exitCode() == ExitCode.STOPPED) {
          throw failure;
        }
        over = true;
        return addressHint + failure.line();
      }
    }
  }
}
