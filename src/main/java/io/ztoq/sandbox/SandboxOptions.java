package io.ztoq.sandbox;

import io.ztoq.sandbox.qtest.QTestRules;
import io.ztoq.sandbox.sample.Size;
import io.ztoq.sandbox.zephyr.ZephyrRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox shall be like. Every {@code with} gives a changed copy.
 *
 * @param port 0 for a free one
 * @param latency added to every answer
 * @param zephyrPerSecond requests in any second before 429; 0 for no limit; so {@code
 *     qtestPerSecond}
 * @param retryHint what a 429 for too many requests in a second says about when to come again
 * @param tokenLifetime of qTest tokens that were asked for by password
 * @param monthlyBudget requests that qTest answers before its month is exhausted
 * @param largestFile size of the largest attachment of the sample data, in bytes
 * @param stateFile qTest's state is read from here at the start and written at the stop; null for
 *     none
 */
public record SandboxOptions(
    Size size,
    long seed,
    boolean dirty,
    int port,
    Duration latency,
    int zephyrPerSecond,
    int qtestPerSecond,
    RetryHint retryHint,
    Duration tokenLifetime,
    long monthlyBudget,
    long largestFile,
    @Nullable Path stateFile,
    ZephyrRules zephyr,
    QTestRules qtest,
    InstantSource clock) {

  /** The Retry-After of a 429. */
  public enum RetryHint {
    SECONDS,
    ZERO,
    NONE,
    DATE
  }

  /** Tiny, clean, without latency, limits and faults. */
  public static SandboxOptions defaults() {
    return new Copy().made();
  }

  public SandboxOptions withSize(Size value) {
    return copy(copy -> copy.size = value);
  }

  public SandboxOptions withSeed(long value) {
    return copy(copy -> copy.seed = value);
  }

  public SandboxOptions withDirty(boolean value) {
    return copy(copy -> copy.dirty = value);
  }

  public SandboxOptions withPort(int value) {
    return copy(copy -> copy.port = value);
  }

  public SandboxOptions withLatency(Duration value) {
    return copy(copy -> copy.latency = value);
  }

  public SandboxOptions withRates(int zephyrRate, int qtestRate) {
    return copy(
        copy -> {
          copy.zephyrPerSecond = zephyrRate;
          copy.qtestPerSecond = qtestRate;
        });
  }

  public SandboxOptions withRetryHint(RetryHint value) {
    return copy(copy -> copy.retryHint = value);
  }

  public SandboxOptions withTokenLifetime(Duration value) {
    return copy(copy -> copy.tokenLifetime = value);
  }

  public SandboxOptions withMonthlyBudget(long value) {
    return copy(copy -> copy.monthlyBudget = value);
  }

  public SandboxOptions withLargestFile(long value) {
    return copy(copy -> copy.largestFile = value);
  }

  public SandboxOptions withStateFile(Path value) {
    return copy(copy -> copy.stateFile = value);
  }

  public SandboxOptions withZephyr(ZephyrRules value) {
    return copy(copy -> copy.zephyr = value);
  }

  public SandboxOptions withQTest(QTestRules value) {
    return copy(copy -> copy.qtest = value);
  }

  public SandboxOptions withClock(InstantSource value) {
    return copy(copy -> copy.clock = value);
  }

  private SandboxOptions copy(Consumer<Copy> change) {
    Copy copy = new Copy();
    copy.size = size;
    copy.seed = seed;
    copy.dirty = dirty;
    copy.port = port;
    copy.latency = latency;
    copy.zephyrPerSecond = zephyrPerSecond;
    copy.qtestPerSecond = qtestPerSecond;
    copy.retryHint = retryHint;
    copy.tokenLifetime = tokenLifetime;
    copy.monthlyBudget = monthlyBudget;
    copy.largestFile = largestFile;
    copy.stateFile = stateFile;
    copy.zephyr = zephyr;
    copy.qtest = qtest;
    copy.clock = clock;
    change.accept(copy);
    return copy.made();
  }

  /** A copy that can still be changed; holds the defaults at first. */
  private static final class Copy {
    private Size size = Size.TINY;
    private long seed = 42;
    private boolean dirty;
    private int port;
    private Duration latency = Duration.ZERO;
    private int zephyrPerSecond;
    private int qtestPerSecond;
    private RetryHint retryHint = RetryHint.SECONDS;
    private Duration tokenLifetime = Duration.ofMinutes(5);
    private long monthlyBudget = 10_000_000;
    private long largestFile = 3_000_000;
    private @Nullable Path stateFile;
    private ZephyrRules zephyr = ZephyrRules.DEFAULT;
    private QTestRules qtest = QTestRules.DEFAULT;
    private InstantSource clock = InstantSource.system();

    SandboxOptions made() {
      return new SandboxOptions(
          size,
          seed,
          dirty,
          port,
          latency,
          zephyrPerSecond,
          qtestPerSecond,
          retryHint,
          tokenLifetime,
          monthlyBudget,
          largestFile,
          stateFile,
          zephyr,
          qtest,
          clock);
    }
  }
}
