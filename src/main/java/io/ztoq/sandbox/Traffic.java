package io.ztoq.sandbox;

import io.ztoq.sandbox.fault.Delivery;
import io.ztoq.sandbox.fault.Delivery.Manner;
import io.ztoq.sandbox.fault.Fault;
import io.ztoq.sandbox.fault.Faults;
import io.ztoq.sandbox.fault.RateGate;
import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.qtest.SimulatedQTest;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Refusal;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import io.ztoq.sandbox.zephyr.SimulatedZephyr;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: counted, limited, perhaps hit by a fault, answered by one of the two
 * systems.
 */
final class Traffic {

  private final SimulatedZephyr zephyr;
  private final SimulatedQTest qtest;
  private final Faults faults;
  private final RequestCounts counts;
  private volatile RateGate zephyrGate;
  private volatile RateGate qtestGate;
  private final AtomicLong month;
  private final long latencyMillis;
  private final SandboxOptions.RetryHint retryHint;
  private volatile @Nullable CallWatcher watcher;

  Traffic(
      SimulatedZephyr zephyr,
      SimulatedQTest qtest,
      Faults faults,
      RequestCounts counts,
      SandboxOptions options) {
    this.zephyr = zephyr;
    this.qtest = qtest;
    this.faults = faults;
    this.counts = counts;
    this.zephyrGate = new RateGate(options.zephyrPerSecond());
    this.qtestGate = new RateGate(options.qtestPerSecond());
    this.month = new AtomicLong(options.monthlyBudget());
    this.latencyMillis = options.latency().toMillis();
    this.retryHint = options.retryHint();
  }

  Delivery handle(Call call) {
    Side side = call.path().startsWith(SimulatedZephyr.PREFIX + "/") ? Side.ZEPHYR : Side.QTEST;
    Routes.Match route = side == Side.ZEPHYR ? zephyr.route(call) : qtest.route(call);
    CallWatcher seen = watcher;
    if (seen != null) {
      seen.arrived(side, call);
    }
    counts.count(side, route == null ? call.method() + " (unknown path)" : route.template());
    Delivery delivery = delivered(side, call, route);
    counts.countStatus(side, delivery.reply().status());
    if (seen != null) {
      seen.answered(side, call, delivery.reply());
    }
    return (side == Side.QTEST ? withLimits(delivery) : delivery).later(latencyMillis);
  }

  private Delivery delivered(Side side, Call call, Routes.@Nullable Match route) {
    RateGate gate = side == Side.ZEPHYR ? zephyrGate : qtestGate;
    if (!gate.pass(System.nanoTime())) {
      return Delivery.whole(tooFast(side));
    }
    if (side == Side.QTEST && month.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      return Delivery.whole(tooMany(side, -1));
    }
    Fault fault = faults.next(side, call.method(), call.path());
    if (fault != null && !fault.kind().after()) {
      return withoutEffect(side, call, fault);
    }
    Reply reply = answer(side, call, route);
    return fault == null ? Delivery.whole(reply) : afterEffect(side, fault, reply);
  }

  private Reply answer(Side side, Call call, Routes.@Nullable Match route) {
    try {
      return side == Side.ZEPHYR ? zephyr.answer(call, route) : qtest.answer(call, route);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Delivery withoutEffect(Side side, Call call, Fault fault) {
    Reply error = error(side, (int) fault.value());
    return switch (fault.kind()) {
      case RESET_BEFORE -> new Delivery(error(side, 500), Manner.RESET, 0, 0);
      case TOO_MANY_REQUESTS -> Delivery.whole(tooMany(side, fault.value()));
      case HTML_200 -> Delivery.whole(Reply.html(200, "Please log in"));
      case EXPIRED_TOKEN -> Delivery.whole(expired(side, call));
      case FORBIDDEN -> Delivery.whole(error(side, 403));
      case EXHAUSTED_MONTH -> {
        month.set(0);
        yield Delivery.whole(tooMany(side, -1));
      }
      default -> Delivery.whole(error);
    };
  }

  private Reply expired(Side side, Call call) {
    if (side == Side.ZEPHYR) {
      return zephyr.unauthorized(call);
    }
    qtest.expireTokens();
    return qtest.unauthorized();
  }

  private static Delivery afterEffect(Side side, Fault fault, Reply reply) {
    return switch (fault.kind()) {
      case LOST_RESPONSE -> new Delivery(reply, Manner.RESET, 0, 0);
      case TRUNCATED_BODY -> new Delivery(reply, Manner.TRUNCATED, 0, 0);
      case SLOW_BODY -> new Delivery(reply, Manner.SLOW, 0, fault.value());
      case DELAY -> Delivery.whole(reply).later(fault.value());
      default -> Delivery.whole(error(side, (int) fault.value()));
    };
  }

  private static Reply error(Side side, int status) {
    if (status >= 502 && status <= 504) {
      return Reply.html(status, "Bad gateway");
    }
    boolean zephyrBody = side == Side.ZEPHYR && status != 500;
    return Reply.json(
        status,
        zephyrBody
            ? Json.object().put("errorCode", status).put("message", "Not possible now")
            : Json.object().put("message", "Internal server error"));
  }

  private Reply tooFast(Side side) {
    return switch (retryHint) {
      case SECONDS -> tooMany(side, 1);
      case ZERO -> tooMany(side, 0);
      case NONE -> tooMany(side, -1);
      case DATE -> tooMany(side, -1).with("Retry-After", httpDate(1)).with("Date", httpDate(0));
    };
  }

  private static String httpDate(long secondsFromNow) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(secondsFromNow));
  }

  private static Reply tooMany(Side side, long retryAfter) {
    Reply reply =
        Reply.json(
            429,
            side == Side.ZEPHYR
                ? Json.object().put("errorCode", 429).put("message", "Too many requests")
                : Json.object().put("message", "Too many requests"));
    return retryAfter < 0 ? reply : reply.with("Retry-After", String.valueOf(retryAfter));
  }

  private Delivery withLimits(Delivery delivery) {
    Reply reply =
        delivery
            .reply()
            .with("x-ratelimit-remaining-minute", throttled(delivery) ? "0" : "600")
            .with("x-ratelimit-remaining-month", String.valueOf(month.get()));
    return new Delivery(reply, delivery.manner(), delivery.delayMillis(), delivery.bodyMillis());
  }

  private boolean throttled(Delivery delivery) {
    return delivery.reply().status() == 429 && month.get() > 0;
  }

  void watch(@Nullable CallWatcher newWatcher) {
    watcher = newWatcher;
  }

  /** From now on any number of requests may come in a second. */
  void liftRates() {
    zephyrGate = new RateGate(0);
    qtestGate = new RateGate(0);
  }

  void setMonth(long left) {
    month.set(left);
  }
}
