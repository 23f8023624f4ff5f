package io.ztoq.extract;

import io.ztoq.store.Due;
import io.ztoq.store.DueRecords;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Due rows of several kinds, one after the other; each row once, whatever becomes of it. Ends early
 * on a stop.
 */
final class DueIterator implements Iterator<Due> {

  private static final int PAGE = 500;

  private final DueRecords due;
  private final String projectId;
  private final Iterator<Due.Kind> kinds;
  private final StopRequest stop;
  private final Queue<Due> ready = new ArrayDeque<>();
  private Due.Kind kind;
  private long last = Long.MIN_VALUE;

  DueIterator(DueRecords due, String projectId, List<Due.Kind> kinds, StopRequest stop) {
    this.due = due;
    this.projectId = projectId;
    this.kinds = kinds.iterator();
    this.kind = this.kinds.next();
    this.stop = stop;
  }

  @Override
  public synchronized boolean hasNext() {
    if (stop.requested()) {
      return false;
    }
    while (ready.isEmpty()) {
      ready.addAll(due.next(kind, projectId, last, PAGE));
      if (ready.isEmpty()) {
        if (!kinds.hasNext()) {
          return false;
        }
        kind = kinds.next();
        last = Long.MIN_VALUE;
      }
    }
    return true;
  }

  @Override
  public synchronized Due next() {
    Due next = ready.poll();
    if (next == null) {
      throw new NoSuchElementException();
    }
    last = next.id();
    return next;
  }
}
