package io.ztoq.transform;

/**
 * Place inside a stage.
 *
 * @param level of folders or calls, from 0
 * @param after number of the last record of the page before, 0 at the start of a level
 * @param hasMore whether there is a next page
 * @param count records transformed by this stage so far
 */
public record TransformCursor(int level, long after, boolean hasMore, long count) {

  /** Before the first page. */
  public static final TransformCursor START = new TransformCursor(0, 0, true, 0);

  TransformCursor next(long last, int records) {
    return new TransformCursor(level, last, true, count + records);
  }

  TransformCursor nextLevel(int records) {
    return new TransformCursor(level + 1, 0, true, count + records);
  }

  TransformCursor end(int records) {
    return new TransformCursor(level, after, false, count + records);
  }
}
