package io.ztoq.qtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.TransientFailure;
import io.ztoq.qtest.QTestLists.Paging;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QTestListsTest {

  private static final String END = "{\"total\":3,\"items\":[]}";

  private final Deque<String> pages = new ArrayDeque<>();
  private final QTestLists lists =
      new QTestLists(
          request ->
              new ApiAnswer(
                  200,
                  Map.of(),
                  (pages.isEmpty() ? END : pages.remove()).getBytes(StandardCharsets.UTF_8),
                  null,
                  null),
          2);

  @Test
  void readsAListAgainThatShowsLessThanItCounts() {
    pages.addAll(List.of(page(1, 2), END, page(1, 2), page(3), END));

    assertThat(lists.all(ApiRequest.get("/runs", "/runs"), Paging.PAGE_SIZE)).hasSize(3);
  }

  /** A worker looks for one run while others make more of them in the same cycle. */
  @Test
  void whatIsAddedWhileAListIsReadIsNotMissing() {
    String grown = "{\"total\":9,\"items\":[]}";
    pages.addAll(List.of(page(1, 2, 3), grown, page(1, 2, 3), grown, page(1, 2, 3), grown));

    assertThat(lists.all(ApiRequest.get("/runs", "/runs"), Paging.PAGE_SIZE)).hasSize(3);
  }

  @Test
  void doesNotTakeAListForWholeThatNeverShowsAllItCounts() {
    pages.addAll(List.of(page(1, 2), END, page(1, 2), END, page(1, 2), END));

    assertThatThrownBy(() -> lists.all(ApiRequest.get("/runs", "/runs"), Paging.PAGE_SIZE))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("counts 3 objects and shows 2");
  }

  private static String page(int... ids) {
    StringBuilder items = new StringBuilder();
    for (int id : ids) {
      items.append(items.isEmpty() ? "" : ",").append("{\"id\":").append(id).append('}');
    }
    return "{\"total\":3,\"items\":[" + items + "]}";
  }
}
