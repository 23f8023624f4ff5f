package io.ztoq.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives siblings ascending places while as many of them as possible stay where they are: each one
 * that changes is a write in qTest.
 */
final class SiblingOrder {

  private SiblingOrder() {}

  /**
   * @param standing the order that each sibling has in qTest, 0 for none or not known; the siblings
   *     in the order that they shall have
   * @return from 1, ascending, with room between those that stay for those that come between them
   */
  static int[] places(int[] standing) {
    boolean[] stays = stays(standing);
    int[] places = new int[standing.length];
    int last = 0;
    for (int i = 0; i < standing.length; i++) {
      last = stays[i] ? standing[i] : last + 1;
      places[i] = last;
    }
    return places;
  }

  /**
   * The longest run of siblings whose room does not shrink: the order in qTest less the number of
   * siblings up to there.
   */
  private static boolean[] stays(int[] standing) {
    int[] before = new int[standing.length];
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < standing.length; i++) {
      if (standing[i] > i) {
        int length = longest(standing, ends, room(standing, i));
        before[i] = length == 0 ? -1 : ends.get(length - 1);
        if (length == ends.size()) {
          ends.add(i);
        } else {
          ends.set(length, i);
        }
      }
    }
    boolean[] stays = new boolean[standing.length];
    int at = ends.isEmpty() ? -1 : ends.get(ends.size() - 1);
    while (at >= 0) {
      stays[at] = true;
      at = before[at];
    }
    return stays;
  }

  /** How many siblings the longest run has that one with this room can end. */
  private static int longest(int[] standing, List<Integer> ends, int room) {
    int low = 0;
    int high = ends.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (room(standing, ends.get(middle)) <= room) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int room(int[] standing, int index) {
    return standing[index] - index;
  }
}
