package io.ztoq.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads from qTest through its door; a page may be smaller than asked for, so only an empty one is
 * the end.
 */
public final class QTestLists {

  /** Largest pageSize of page objects and search (api-contract 2.2). */
  public static final int MOST_PER_PAGE = 999;

  private static final int MOST_PAGES = 100_000;

  /** People may be editing while a list is read. */
  private static final int MOST_PASSES = 3;

  private final Door door;
  private final int pageSize;

  public QTestLists(Door door, int pageSize) {
    this.door = door;
    this.pageSize = pageSize;
  }

  /** How a list wants its pages asked for (api-contract 2.2). */
  public enum Paging {
    /** Everything at once, no parameters. */
    NONE,
    /** {@code page} and {@code size}. */
    SIZE,
    /** {@code page} and {@code pageSize}. */
    PAGE_SIZE
  }

  /** All rows, each id once. */
  public List<JsonNode> all(ApiRequest request, Paging paging) {
    List<JsonNode> rows = new java.util.ArrayList<>();
    each(
        request,
        paging,
        row -> {
          rows.add(row);
          return false;
        });
    return rows;
  }

  /**
   * Hands over row by row, each id once, until {@code enough} says true or the list is at its end.
   * A list that shows less than it counts is read again.
   *
   * @throws RecordRejected (QTS-004) when the parent of the list does not exist
   * @throws TransientFailure (QTS-006) when the list never shows all that it counts
   */
  public void each(ApiRequest request, Paging paging, Predicate<JsonNode> enough) {
    Set<Long> seen = new HashSet<>();
    long total = 0;
    for (int pass = 1; pass <= MOST_PASSES; pass++) {
      total = pass(request, paging, enough, seen);
      if (seen.size() >= total) {
        return;
      }
    }
    throw new TransientFailure(
        "QTS-006",
        "%s counts %d objects and shows %d; what it leaves out would be taken for missing; run the same command again when nobody edits"
            .formatted(request.name(), total, seen.size()));
  }

  /**
   * From the first page to the last one; returns how many the list counts, 0 when it is done. What
   * others, and our own workers, add meanwhile is counted by later pages only.
   */
  private long pass(ApiRequest request, Paging paging, Predicate<JsonNode> enough, Set<Long> seen) {
    long total = Long.MAX_VALUE;
    Set<Long> inPass = new HashSet<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode body = one(paged(request, paging, page));
      total = Math.min(total, body.path("total").asLong(0));
      boolean news = false;
      for (JsonNode row : QTestJson.rows(body)) {
        long id = row.path("id").asLong();
        news |= inPass.add(id);
        if (seen.add(id) && enough.test(row)) {
          return 0;
        }
      }
      if (paging == Paging.NONE || !news) {
        return total;
      }
    }
    return total;
  }

  private ApiRequest paged(ApiRequest request, Paging paging, int page) {
    return switch (paging) {
      case NONE -> request;
      case SIZE -> request.with("page", page).with("size", pageSize);
      case PAGE_SIZE -> request.with("page", page).with("pageSize", pageSize);
    };
  }

  /** One object or page that must exist. */
  public JsonNode one(ApiRequest request) {
    return find(request)
        .orElseThrow(
            () ->
                new RecordRejected(
                    "QTS-004",
                    "qTest knows no %s; it was deleted there, or belongs to another project"
                        .formatted(request.path())));
  }

  /** One object, empty when qTest answers 404. */
  public Optional<JsonNode> find(ApiRequest request) {
    ApiAnswer answer = door.call(request);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    check(request, answer);
    Optional<JsonNode> body = QTestJson.body(answer);
    if (body.isEmpty()) {
      throw new TransientFailure(
          "QTS-005",
          "%s: the answer is no whole JSON; run the same command again".formatted(request.name()));
    }
    return body;
  }

  /**
   * Turns a refusal into what the run does about it; returns for a success.
   *
   * @throws RunStopped (QTS-003) when a permission is missing
   * @throws RecordRejected (QTS-001, QTS-002) when qTest refuses this request
   * @throws TransientFailure (QTS-005) when a repeatable request got no answer
   */
  public static void check(ApiRequest request, ApiAnswer answer) {
    if (answer.ok()) {
      return;
    }
    String said = QTestJson.complaint(answer);
    switch (answer.status()) {
      case 403 ->
          throw new RunStopped(
              ExitCode.UNREACHABLE,
              "QTS-003",
              "qTest forbids %s to the owner of the token (403: %s); give that profile the permission in qTest, then run the same command again"
                  .formatted(request.name(), said));
      case 413 ->
          throw new RecordRejected(
              "QTS-002",
              "too-large: qTest refuses the file (413: %s); raise the limit of the site, or lower qtest.attachment-limit"
                  .formatted(said));
      default -> {
        if (answer.lost() || answer.status() >= 500) {
          throw new TransientFailure(
              "QTS-005",
              "%s got no answer (%s); run the same command again"
                  .formatted(
                      request.name(),
                      answer.lost() ? answer.lostBecause() : "status " + answer.status()));
        }
        throw new RecordRejected(
            "QTS-001",
            "qTest refuses %s (%d: %s)".formatted(request.name(), answer.status(), said));
      }
    }
  }
}
