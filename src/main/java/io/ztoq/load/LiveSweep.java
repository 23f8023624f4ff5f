package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.qtest.FieldCatalogue;
import io.ztoq.qtest.Marker;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests.Place;
import io.ztoq.store.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Shows every object of a kind that stands in the qTest project, wherever it is: in trees and
 * searches, with few calls. What the site does not offer shows nothing; lists below parents see the
 * rest.
 */
final class LiveSweep {

  private static final String EXPAND = "expand";
  private static final String DESCENDANTS = "descendants";

  private final Loading loading;
  private final QTestLists pages;

  /**
   * @param pages with the largest pages, for searches
   */
  LiveSweep(Loading loading, QTestLists pages) {
    this.loading = loading;
    this.pages = pages;
  }

  /** The key in an object's marker; empty when it has none. */
  Optional<String> key(TargetKind kind, JsonNode row) {
    return switch (kind) {
      case MODULE, TEST_CYCLE -> Marker.key(row.path("description").asText(""));
      case TEST_LOG -> Marker.key(row.path("note").asText(""));
      case TEST_CASE -> loading.target().catalogue().key(CaseForm.TYPE, row);
      case TEST_SUITE -> loading.target().catalogue().key(SuiteForm.TYPE, row);
      case TEST_RUN -> loading.target().catalogue().key(RunForm.TYPE, row);
      default -> Optional.empty();
    };
  }

  /**
   * @return whether the site shows such objects everywhere
   */
  boolean each(TargetKind kind, Consumer<JsonNode> consumer) {
    try {
      switch (kind) {
        case MODULE -> modules(consumer);
        case TEST_CYCLE -> cycles(consumer);
        case TEST_CASE -> search(CaseForm.TYPE, consumer);
        case TEST_SUITE -> search(SuiteForm.TYPE, consumer);
        case TEST_RUN -> search(RunForm.TYPE, consumer);
        case TEST_LOG -> results(consumer);
        default -> {
          return false;
        }
      }
      return true;
    } catch (RecordRejected notOffered) {
      return false;
    }
  }

  private void modules(Consumer<JsonNode> consumer) {
    loading
        .lists()
        .all(loading.requests().get("modules").with(EXPAND, DESCENDANTS), Paging.NONE)
        .forEach(module -> tree(module, "children", consumer));
  }

  private void cycles(Consumer<JsonNode> consumer) {
    List<Place> tops = new ArrayList<>(List.of(Place.ROOT));
    loading
        .lists()
        .all(loading.requests().get("releases").with("includeClosed", true), Paging.NONE)
        .forEach(release -> tops.add(new Place(release.path("id").asLong(), "release")));
    for (Place top : tops) {
      loading
          .lists()
          .each(
              loading.requests().list("test-cycles", top).with(EXPAND, DESCENDANTS),
              Paging.PAGE_SIZE,
              cycle -> {
                tree(cycle, "test-cycles", consumer);
                return false;
              });
    }
  }

  private static void tree(JsonNode node, String children, Consumer<JsonNode> consumer) {
    consumer.accept(node);
    node.path(children).forEach(child -> tree(child, children, consumer));
  }

  private void results(Consumer<JsonNode> consumer) {
    pages.each(
        loading.requests().searchNoted(Marker.WORD),
        Paging.PAGE_SIZE,
        row -> {
          consumer.accept(row);
          return false;
        });
  }

  private void search(String type, Consumer<JsonNode> consumer) {
    pages.each(
        loading.requests().searchFilled(type, FieldCatalogue.ZEPHYR_KEY),
        Paging.PAGE_SIZE,
        row -> {
          consumer.accept(row);
          return false;
        });
  }
}
