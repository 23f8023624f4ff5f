package io.ztoq.call;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a door, over all its attempts. Lives in the variable {@code
 * apiCall}; used by one thread at a time.
 */
public final class Call {

  /** Of tokens in a row; then it is not their age. */
  private static final int MOST_REFUSALS = 2;

  private final ApiRequest request;
  private int failures;
  private int refusals;
  private int redirects;
  private long throttledSince;
  private boolean repeat;
  private @Nullable String token;
  private @Nullable URI elsewhere;

  private boolean underWay;
  private long startedAt;
  private int status;
  private long receivedBytes;

  public Call(ApiRequest request) {
    this.request = request;
  }

  public ApiRequest request() {
    return request;
  }

  /** Whether the failure that was just thrown may be answered by another attempt. */
  public boolean repeat() {
    return repeat;
  }

  /** Attempts that failed so far; throttled and refused ones do not count. */
  int failures() {
    return failures;
  }

  @Nullable URI elsewhere() {
    return elsewhere;
  }

  @Nullable String token() {
    return token;
  }

  boolean underWay() {
    return underWay;
  }

  long startedAt() {
    return startedAt;
  }

  int status() {
    return status;
  }

  long receivedBytes() {
    return receivedBytes;
  }

  void prepare() {
    repeat = false;
  }

  /** From here on {@link LeaveStep} has a place to give back. */
  void begin(long now) {
    token = null;
    underWay = true;
    startedAt = now;
    status = 0;
    receivedBytes = 0;
  }

  void use(String authorization) {
    token = authorization;
  }

  void received(int withStatus, long bytes) {
    status = withStatus;
    receivedBytes = bytes;
  }

  void end() {
    underWay = false;
  }

  /**
   * Counts a failure; another attempt follows while there were at most {@code most} repetitions.
   */
  void failed(int most) {
    failures++;
    refusals = 0;
    throttledSince = 0;
    repeat = failures <= most;
  }

  /**
   * Notes a 429; another attempt follows until {@code longest} nanoseconds of nothing but 429 are
   * over.
   */
  void throttled(long now, long longest) {
    refusals = 0;
    if (throttledSince == 0) {
      throttledSince = now;
    }
    repeat = now - throttledSince < longest;
  }

  /**
   * Returns whether a new token may heal this 401: one that was refreshed may have run out while
   * this call waited for its turn, and a refreshed one may be refused where a login is not.
   */
  boolean refused() {
    repeat = refusals < MOST_REFUSALS;
    return refusals++ < MOST_REFUSALS;
  }

  /** Follows a redirect; returns false when there were too many. */
  boolean redirected(URI to) {
    elsewhere = to;
    repeat = redirects++ < 5;
    return repeat;
  }

  /** Bytes of the request's body. */
  long sentBytes() {
    if (request.bodyFile() != null) {
      return request.bodyFile().toFile().length();
    }
    return request.body().length;
  }
}
