package io.ztoq.app;

import io.ztoq.call.RemoteSystem;
import io.ztoq.run.PhaseFigures;
import io.ztoq.run.RunBook;
import io.ztoq.run.RunContext;
import io.ztoq.store.ExtractProgress;
import io.ztoq.store.Store;
import io.ztoq.watch.DoorFigures;
import io.ztoq.watch.RunFigures;
import io.ztoq.watch.RunMBeans;
import java.util.Arrays;
import java.util.List;

/** Makes a run visible: to whoever watches the command, and to JMX consoles. */
final class RunSight implements AutoCloseable {

  private final RunMBeans beans;
  private final AutoCloseable view;

  private RunSight(RunMBeans beans, AutoCloseable view) {
    this.beans = beans;
    this.view = view;
  }

  /**
   * @param files whether an extraction reads files
   */
  static RunSight open(
      Store store, RunContext run, RunBook book, DoorBeans doors, Watcher watcher, boolean files) {
    ExtractProgress extract = new ExtractProgress(store);
    PhaseFigures figures = new PhaseFigures(store, run.projectKey(), run.runId());
    RunProgress progress =
        new RunProgress(figures, book, doors, () -> extract.requestsLeft(run.projectKey(), files));
    List<DoorFigures> seen =
        Arrays.stream(RemoteSystem.values()).map(system -> door(doors, system)).toList();
    RunMBeans beans =
        new RunMBeans(
            new RunFigures(run.runId(), progress, figures::losses, figures::rejectGroups), seen);
    return new RunSight(beans, watcher.watch(progress));
  }

  private static DoorFigures door(DoorBeans doors, RemoteSystem system) {
    return new DoorFigures(
        system.word(),
        () -> doors.state(system).perSecond(),
        () -> doors.state(system).totals().calls(),
        () -> doors.state(system).totals().throttled(),
        () -> doors.state(system).inFlight(),
        () -> doors.state(system).monthRemaining());
  }

  @Override
  public void close() throws Exception {
    beans.close();
    view.close();
  }
}
