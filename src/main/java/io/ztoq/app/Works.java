package io.ztoq.app;

import io.ztoq.call.Door;
import io.ztoq.run.RunBook;
import io.ztoq.run.RunContext;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.CamelProperties;
import io.ztoq.settings.Settings;
import io.ztoq.store.Store;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Camel with the routes, the doors and the beans of one run: the composition root. */
final class Works implements AutoCloseable {

  /** Folders of routes that only {@code ztoq serve} starts. */
  private static final Set<String> ONLY_SERVED = Set.of("schedules");

  private final CamelRuntime runtime;
  private final Door zephyr;
  private final Door qtest;
  private final ExecutorService workers;

  private Works(CamelRuntime runtime, ExecutorService workers) {
    this.runtime = runtime;
    this.workers = workers;
    this.zephyr = new RouteDoor(runtime, "direct:call-zephyr");
    this.qtest = new RouteDoor(runtime, "direct:call-qtest");
  }

  static Works open(Settings settings, Store store, RunContext run, RunBook book, StopSignal stop) {
    Map<String, String> properties = new TreeMap<>(CamelProperties.of(settings));
    properties.put("run.id", run.runId());
    CamelRuntime runtime =
        new CamelRuntime(Home.find(settings.migration().routes()), ONLY_SERVED, properties);
    Works works = new Works(runtime, workers(settings.performance().maxWorkers()));
    Wiring wiring =
        new Wiring(settings, store, run.projectKey(), run.runId(), works.zephyr, works.qtest, stop);
    runtime.bind(Beans.of(wiring));
    runtime.bind(
        Map.of("runBook", book, "ztoqWorkers", works.workers, "ztoqStore", store.dataSource()));
    runtime.start();
    return works;
  }

  /** A full pool makes the caller work: what is read ahead stays small. */
  private static ExecutorService workers(int count) {
    return new ThreadPoolExecutor(
        count,
        count,
        30,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(count),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  CamelRuntime runtime() {
    return runtime;
  }

  Door zephyr() {
    return zephyr;
  }

  Door qtest() {
    return qtest;
  }

  @Override
  public void close() {
    runtime.close();
    workers.shutdown();
  }
}
