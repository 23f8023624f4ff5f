package io.ztoq.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SiblingOrderTest {

  @Test
  void newSiblingsAreNumberedFromOne() {
    assertThat(SiblingOrder.places(new int[] {0, 0, 0})).containsExactly(1, 2, 3);
  }

  @Test
  void siblingsAddedBehindOrRemovedMoveNobody() {
    assertThat(SiblingOrder.places(new int[] {1, 2, 0})).containsExactly(1, 2, 3);
    assertThat(SiblingOrder.places(new int[] {2, 4, 9, 0})).containsExactly(2, 4, 9, 10);
  }

  @Test
  void aSiblingBetweenOthersTakesTheRoomThatIsThere() {
    assertThat(SiblingOrder.places(new int[] {1, 0, 3})).containsExactly(1, 2, 3);
    assertThat(SiblingOrder.places(new int[] {1, 0, 2, 3})).containsExactly(1, 2, 3, 4);
  }

  @Test
  void onlyTheOneThatMovedIsMoved() {
    assertThat(SiblingOrder.places(new int[] {1, 2, 4, 5, 3})).containsExactly(1, 2, 4, 5, 6);
  }

  @Test
  void placesAlwaysAscendAndAreFoundAgain() {
    Random random = new Random(11);
    for (int round = 0; round < 2000; round++) {
      int[] standing = random.ints(1 + random.nextInt(9), 0, 9).toArray();

      int[] places = SiblingOrder.places(standing);

      assertThat(places[0]).isPositive();
      for (int i = 1; i < places.length; i++) {
        assertThat(places[i]).isGreaterThan(places[i - 1]);
      }
      assertThat(SiblingOrder.places(places)).isEqualTo(places);
    }
  }
}
