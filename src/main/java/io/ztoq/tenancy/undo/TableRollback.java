package io.ztoq.tenancy.undo;

/**
 * What was given back in a table, and what was left.
 *
 * @param undone rows that are again as they were before, or would be in a dry run
 * @param changed rows left because another column was changed since
 * @param moved rows left because they have another tenant now
 * @param gone rows that are not there any more
 */
public record TableRollback(String table, long undone, long changed, long moved, long gone) {

  /** Rows that are not as the run left them. */
  public long left() {
    return changed + moved + gone;
  }

  TableRollback plus(TableRollback more) {
    return new TableRollback(
        table, undone + more.undone, changed + more.changed, moved + more.moved, gone + more.gone);
  }
}
