package io.ztoq.extract;

import io.ztoq.store.Due;
import io.ztoq.store.DueRecords;
import java.util.Iterator;
import java.util.List;

/**
 * What has still to be read below single objects, as iterators for {@code split}; read from the
 * store in pages.
 */
public final class DueDetails {

  private final ExtractScope scope;
  private final DueRecords due;
  private final StopRequest stop;

  public DueDetails(ExtractScope scope, DueRecords due, StopRequest stop) {
    this.scope = scope;
    this.due = due;
    this.stop = stop;
  }

  public Iterator<Due> scripts() {
    return of(Due.Kind.TEST_SCRIPT);
  }

  public Iterator<Due> executionSteps() {
    return of(Due.Kind.EXECUTION_STEPS);
  }

  public Iterator<Due> versions() {
    return of(Due.Kind.CASE_VERSIONS);
  }

  public Iterator<Due> links() {
    return of(Due.Kind.CASE_LINKS, Due.Kind.CYCLE_LINKS, Due.Kind.EXECUTION_LINKS);
  }

  public Iterator<Due> attachmentLists() {
    return of(
        Due.Kind.CASE_FILES,
        Due.Kind.CASE_STEP_FILES,
        Due.Kind.PLAN_FILES,
        Due.Kind.CYCLE_FILES,
        Due.Kind.EXECUTION_FILES,
        Due.Kind.EXECUTION_STEP_FILES);
  }

  public Iterator<Due> files() {
    return of(Due.Kind.FILE);
  }

  private Iterator<Due> of(Due.Kind... kinds) {
    return new DueIterator(due, scope.get().projectId(), List.of(kinds), stop);
  }
}
