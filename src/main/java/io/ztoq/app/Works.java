package io.ztoq.app;

import io.ztoq.call.Door;
import io.ztoq.call.RemoteSystem;
import io.ztoq.route.RouteDoor;
import io.ztoq.run.RunBook;
import io.ztoq.run.RunContext;
import io.ztoq.run.StopSignal;
import io.ztoq.settings.CamelProperties;
import io.ztoq.settings.Settings;
import io.ztoq.store.RemoteCalls;
import io.ztoq.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Camel with the routes, the doors and the beans of one run: the composition root. */
final class Works implements AutoCloseable {

  /** Folders of routes that {@code ztoq serve} and {@code ztoq tenants} start. */
  private static final Set<String> OF_OTHERS = Set.of("schedules", "tenants");

  private final CamelRuntime runtime;
  private final Door zephyr;
  private final Door qtest;
  private final DoorBeans doors;
  private final RouteBeans shared;
  private final CallFlush calls;

  private Works(CamelRuntime runtime, DoorBeans doors, RouteBeans shared, CallFlush calls) {
    this.runtime = runtime;
    this.doors = doors;
    this.shared = shared;
    this.calls = calls;
    this.zephyr = new RouteDoor(runtime::template, RemoteSystem.ZEPHYR);
    this.qtest = new RouteDoor(runtime::template, RemoteSystem.QTEST);
  }

  static Works open(Settings asSet, Store store, RunContext run, RunBook book, StopSignal stop) {
    return open(asSet, store, run, book, stop, false);
  }

  /** The same for a question that somebody waits for: outages are told, not waited out. */
  static Works brief(Settings asSet, Store store, RunContext run, RunBook book, StopSignal stop) {
    return open(asSet, store, run, book, stop, true);
  }

  private static Works open(
      Settings asSet, Store store, RunContext run, RunBook book, StopSignal stop, boolean brief) {
    Settings settings = Home.found(asSet);
    Map<String, String> properties = new TreeMap<>(CamelProperties.of(settings));
    properties.put("run.id", run.runId());
    DoorBeans doors = new DoorBeans(settings, Version.text(), stop, brief);
    properties.putAll(doors.properties());
    CamelRuntime runtime = new CamelRuntime(settings.migration().routes(), OF_OTHERS, properties);
    RouteBeans shared =
        new RouteBeans(store, settings.performance().maxWorkers(), Clock.systemUTC());
    CallFlush calls = new CallFlush(doors.counts(), new RemoteCalls(store), run.runId());
    Works works = new Works(runtime, doors, shared, calls);
    Wiring wiring =
        new Wiring(settings, store, run.projectKey(), run.runId(), works.zephyr, works.qtest, stop);
    runtime.bind(Beans.of(wiring));
    runtime.bind(doors.beans());
    runtime.bind(shared.beans());
    runtime.bind(Map.of("runBook", book, "ztoqStore", store.dataSource()));
    runtime.add(shared.routes());
    runtime.start();
    return works;
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

  /** How the doors are doing: calls, rate, pauses, what is left of the month. */
  DoorBeans doors() {
    return doors;
  }

  @Override
  public void close() {
    runtime.close();
    shared.close();
    calls.close();
  }
}
