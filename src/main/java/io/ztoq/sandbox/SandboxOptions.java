package io.ztoq.sandbox;

import io.ztoq.sandbox.qtest.QTestRules;
import io.ztoq.sandbox.sample.Size;
import io.ztoq.sandbox.zephyr.ZephyrRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox shall be like. Every {@code with} gives a changed copy.
 *
 * @param port 0 for a free one
 * @param latency added to every answer
 * @param zephyrPerSecond requests in any second before 429; 0 for no limit; so {@code
 *     qtestPerSecond}
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
    Duration tokenLifetime,
    long monthlyBudget,
    long largestFile,
    @Nullable Path stateFile,
    ZephyrRules zephyr,
    QTestRules qtest,
    InstantSource clock) {

  /** Tiny, clean, without latency, limits and faults. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        Size.TINY,
        42,
        false,
        0,
        Duration.ZERO,
        0,
        0,
        Duration.ofMinutes(5),
        10_000_000,
        3_000_000,
        null,
        ZephyrRules.DEFAULT,
        QTestRules.DEFAULT,
        InstantSource.system());
  }

  public SandboxOptions withSize(Size value) {
    return new SandboxOptions(
        value,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withSeed(long value) {
    return new SandboxOptions(
        size,
        value,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withDirty(boolean value) {
    return new SandboxOptions(
        size,
        seed,
        value,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withPort(int value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        value,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withLatency(Duration value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        value,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withRates(int zephyrRate, int qtestRate) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrRate,
        qtestRate,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withTokenLifetime(Duration value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        value,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withMonthlyBudget(long value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        value,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withLargestFile(long value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        value,
        stateFile,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withStateFile(Path value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        value,
        zephyr,
        qtest,
        clock);
  }

  public SandboxOptions withZephyr(ZephyrRules value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        value,
        qtest,
        clock);
  }

  public SandboxOptions withQTest(QTestRules value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        value,
        clock);
  }

  public SandboxOptions withClock(InstantSource value) {
    return new SandboxOptions(
        size,
        seed,
        dirty,
        port,
        latency,
        zephyrPerSecond,
        qtestPerSecond,
        tokenLifetime,
        monthlyBudget,
        largestFile,
        stateFile,
        zephyr,
        qtest,
        value);
  }
}
