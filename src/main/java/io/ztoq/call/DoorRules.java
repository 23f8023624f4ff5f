package io.ztoq.call;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer, or its absence, means: an answer for the flow, another attempt, a loss that the
 * flow must look into, or the end of the run (docs/decisions/0001, "Doors"). Thread-safe.
 */
final class DoorRules {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  private final RemoteSystem system;
  private final URI baseUrl;
  private final Budget budget;
  private final Token token;
  private final Patience patience;

  DoorRules(RemoteSystem system, URI baseUrl, Budget budget, Token token, Patience patience) {
    this.system = system;
    this.baseUrl = baseUrl;
    this.budget = budget;
    this.token = token;
    this.patience = patience;
  }

  /**
   * @return what the flow gets
   * @throws TransientFailure when another attempt may help; {@link Call#repeat()} says whether one
   *     is left
   * @throws RunStopped when nothing further can succeed
   */
  ApiAnswer judge(Call call, ApiAnswer answer) {
    note(answer);
    int status = answer.status();
    if (status == 429) {
      throw throttled(call, answer);
    }
    budget.answered();
    if (status == 401) {
      throw refused(call, answer);
    }
    if (status >= 300 && status < 400) {
      throw redirected(call, answer);
    }
    if (status == 408 || status >= 500) {
      Duration asked = RetryAfter.of(answer);
      budget.pause(asked.compareTo(patience.longestDelay()) < 0 ? asked : patience.longestDelay());
      return failed(call, 500, "answered %d (%s)".formatted(status, ErrorText.of(answer)), null);
    }
    return checked(call, answer);
  }

  /** What to do when a request went out, or should have, and no whole answer came. */
  ApiAnswer judgeLoss(Call call, IOException why) {
    String what = Outage.words(why);
    if (Outage.neverSent(why)) {
      call.failed(patience.retryCount());
      tell("cannot be reached (%s)".formatted(what), call);
      throw new TransientFailure(
          system.code(503),
          "%s cannot be reached (%s), attempt %d of %s; check %s, network and proxy, then run the same command again"
              .formatted(
                  system.title(),
                  what,
                  call.failures(),
                  call.request().name(),
                  system.key("base-url")),
          why);
    }
    return failed(call, 504, "gave no whole answer (%s)".formatted(what), why);
  }

  /**
   * A 2xx must hold what was promised; a 404 must not come from a proxy, since flows read it as "is
   * not there".
   */
  private ApiAnswer checked(Call call, ApiAnswer answer) {
    boolean promised = answer.ok() && call.request().json();
    boolean noPage = answer.ok() && call.request().refusesPages() || answer.status() == 404;
    if (noPage && ErrorText.isHtml(answer)) {
      return failed(
          call,
          502,
          "answered %d with %s where %s was due; is %s right, is a proxy or a login page in between?"
              .formatted(
                  answer.status(),
                  ErrorText.of(answer),
                  promised || !answer.ok() ? "JSON" : "a file",
                  system.key("base-url")),
          null);
    }
    if (promised && answer.json() == null) {
      return failed(
          call, 506, "answered %d with %s".formatted(answer.status(), notJson(answer)), null);
    }
    return answer;
  }

  private static String notJson(ApiAnswer answer) {
    return answer.body().length == 0
        ? "nothing where JSON was due"
        : "%d bytes that are not whole JSON".formatted(answer.body().length);
  }

  private ApiAnswer failed(Call call, int code, String what, @Nullable IOException cause) {
    if (!call.request().repeatable()) {
      return ApiAnswer.lost(system.title() + " " + what);
    }
    call.failed(patience.retryCount());
    tell(what, call);
    String message =
        "%s: %s %s, attempt %d; it goes on with the same command"
            .formatted(call.request().name(), system.title(), what, call.failures());
    throw new TransientFailure(system.code(code), message, cause);
  }

  private void tell(String what, Call call) {
    budget.failing(
        "%s %s, attempt %d of %d"
            .formatted(system.title(), what, call.failures(), patience.retryCount() + 1));
  }

  private RuntimeException throttled(Call call, ApiAnswer answer) {
    Duration asked = RetryAfter.of(answer);
    if (asked.compareTo(patience.longestThrottling()) > 0) {
      return new RunStopped(
          ExitCode.STOPPED,
          system.code(432),
          "%s asks to wait %d minutes; run the same command again after that, it goes on where it was"
              .formatted(system.title(), asked.toMinutes()));
    }
    budget.throttled(asked, call.startedAt());
    call.throttled(System.nanoTime(), patience.longestThrottling().toNanos());
    return new TransientFailure(
        system.code(429),
        "%s: %s answers 429 (%s) since more than %d minutes; lower %s or ask who else uses up the budget"
            .formatted(
                call.request().name(),
                system.title(),
                ErrorText.of(answer),
                patience.longestThrottling().toMinutes(),
                system.key("requests-per-second")));
  }

  private RuntimeException refused(Call call, ApiAnswer answer) {
    String used = call.token();
    if (call.refused() && used != null && token.renew(used)) {
      return new TransientFailure(
          system.code(401), "%s refused the token; a new one is used".formatted(system.title()));
    }
    return new RunStopped(
        ExitCode.UNREACHABLE,
        system.code(401),
        "%s refuses the token (%s); check %s: it may be expired, of another site or region, or cut"
            .formatted(system.title(), ErrorText.of(answer), token.whereFrom()));
  }

  /**
   * Reads may be redirected, the token goes only to the host it is meant for; anything else is a
   * wrong base URL.
   */
  private RuntimeException redirected(Call call, ApiAnswer answer) {
    URI to = target(call, answer.header("location"));
    boolean read = call.request().method().equals("GET");
    boolean safe =
        to != null
            && (baseUrl.getScheme().equals(to.getScheme()) || "https".equals(to.getScheme()));
    if (read && safe && to != null && call.redirected(to)) {
      return new TransientFailure(
          system.code(302), "%s redirects a read".formatted(system.title()));
    }
    return new RunStopped(
        ExitCode.UNREACHABLE,
        system.code(302),
        "%s: %s redirects (%d) to %s; put the address it really has into %s"
            .formatted(
                call.request().name(),
                system.title(),
                answer.status(),
                to == null ? "nowhere" : to.getScheme() + "://" + to.getAuthority(),
                system.key("base-url")));
  }

  private @Nullable URI target(Call call, @Nullable String location) {
    if (location == null) {
      return null;
    }
    try {
      URI from = call.elsewhere() == null ? baseUrl : call.elsewhere();
      URI to = from.resolve(location);
      return to.getHost() == null ? null : to;
    } catch (IllegalArgumentException nonsense) {
      return null;
    }
  }

  private void note(ApiAnswer answer) {
    Long month = number(answer.header("x-ratelimit-remaining-month"));
    if (month != null) {
      budget.monthRemaining(month);
    }
    Long minute = number(answer.header("x-ratelimit-remaining-minute"));
    if (minute != null && minute <= 0 && answer.status() != 429) {
      budget.pause(Duration.ofSeconds(1));
    }
  }

  private static @Nullable Long number(@Nullable String text) {
    return text != null && NUMBER.matcher(text.strip()).matches()
        ? Long.valueOf(text.strip())
        : null;
  }
}
