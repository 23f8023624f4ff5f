package io.ztoq.validate;

import io.ztoq.qtest.AttachmentDocument;
import io.ztoq.qtest.LiveAttachment;
import io.ztoq.store.Finding;
import io.ztoq.store.Finding.Severity;
import io.ztoq.store.Json;
import io.ztoq.store.LedgerRow;
import io.ztoq.store.LiveObject;
import io.ztoq.store.LiveObject.Relations;
import io.ztoq.store.TargetKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares the files of cases, steps, logs and step results: each one there, once, of its type. */
final class FilesCheck {

  private final ReadBack back;

  FilesCheck(ReadBack back) {
    this.back = back;
  }

  /**
   * @param owners ledger rows of one kind that carry files, at most 100
   */
  void filesOf(TargetKind kind, List<LedgerRow> owners) {
    Map<Long, List<LedgerRow>> expected =
        back.ledger().filesOf(owners.stream().map(LedgerRow::id).toList());
    Map<Long, List<LedgerRow>> byCarrier = new LinkedHashMap<>();
    Map<Long, List<LedgerRow>> byStep = new LinkedHashMap<>();
    Map<Long, List<LedgerRow>> byResult = new LinkedHashMap<>();
    for (LedgerRow owner : owners) {
      long ownerId = Objects.requireNonNull(owner.targetId());
      String placeKind = kind == TargetKind.TEST_CASE ? "TEST_STEP" : "TEST_STEP_LOG";
      Map<Integer, Long> places = new HashMap<>();
      for (LedgerRow file : expected.getOrDefault(owner.id(), List.of())) {
        int position = document(file).stepPosition();
        if (position == 0) {
          byCarrier.computeIfAbsent(ownerId, id -> new ArrayList<>()).add(file);
        } else {
          if (places.isEmpty()) {
            places.putAll(back.live().places(placeKind, ownerId));
          }
          Map<Long, List<LedgerRow>> target = kind == TargetKind.TEST_CASE ? byStep : byResult;
          target
              .computeIfAbsent(places.getOrDefault(position, -file.id()), id -> new ArrayList<>())
              .add(file);
        }
      }
    }
    inBatch(kind == TargetKind.TEST_CASE ? "test-cases" : "test-logs", byCarrier);
    // the batch list of step files names no step id that stands in a version (and has none for
    // results): ask one by one
    oneByOne("test-steps", byStep);
    oneByOne("test-step-logs", byResult);
  }

  private void oneByOne(String type, Map<Long, List<LedgerRow>> byCarrier) {
    byCarrier.forEach(
        (id, files) ->
            compare(id, files, id < 0 ? List.of() : back.qtest().attachmentsOf(type, id)));
  }

  private void inBatch(String type, Map<Long, List<LedgerRow>> byCarrier) {
    List<Long> ids = byCarrier.keySet().stream().filter(id -> id > 0).toList();
    Map<Long, List<LiveAttachment>> live = new HashMap<>();
    if (!ids.isEmpty()) {
      AllPages.each(
          number -> back.qtest().attachments(type, ids, number),
          page ->
              page.forEach(
                  file -> {
                    if (file.ownerId() != null) {
                      live.computeIfAbsent(file.ownerId(), id -> new ArrayList<>()).add(file);
                    }
                  }));
    }
    byCarrier.forEach((id, files) -> compare(id, files, live.getOrDefault(id, List.of())));
  }

  private void compare(long carrier, List<LedgerRow> expected, List<LiveAttachment> live) {
    List<LiveObject> seen = new ArrayList<>();
    List<Finding> found = new ArrayList<>();
    for (LedgerRow row : expected) {
      AttachmentDocument document = document(row);
      List<LiveAttachment> same =
          live.stream()
              .filter(file -> plain(file.name()).equals(plain(document.name())))
              .distinct()
              .toList();
      Comparison comparison = new Comparison(row);
      if (!same.isEmpty()) {
        LiveAttachment file = pick(row, same);
        compare(comparison, document, file);
        seen.add(comparison.seen(file.id(), Relations.below(carrier, null)));
      }
      if (same.size() != 1) {
        String rule = same.isEmpty() ? "VAL-MISSING" : "VAL-TWICE";
        comparison.add(
            rule,
            Severity.ERROR,
            same.isEmpty()
                ? "the file is not there"
                : "the file is there %d times".formatted(same.size()),
            document.name(),
            null);
      }
      found.addAll(comparison.findings());
    }
    back.keep(seen, found);
  }

  private static LiveAttachment pick(LedgerRow row, List<LiveAttachment> same) {
    return same.stream()
        .filter(file -> Objects.equals(file.id(), row.targetId()))
        .findFirst()
        .orElse(same.get(0));
  }

  private static void compare(
      Comparison comparison, AttachmentDocument document, LiveAttachment file) {
    comparison.compared("name", file.name());
    if (!document.name().equals(file.name())) {
      comparison.add(
          "VAL-NORMALISED",
          Severity.INFO,
          "the name is encoded in qTest",
          document.name(),
          file.name());
    }
    String type = file.contentType().replaceFirst("\\s*;.*", "");
    comparison.text(
        "VAL-FILE-TYPE", "content type", document.contentType().replaceFirst("\\s*;.*", ""), type);
  }

  /** File names with other than ASCII characters may come back percent-encoded. */
  private static String plain(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }

  private static AttachmentDocument document(LedgerRow row) {
    return Json.read(Objects.requireNonNull(row.document()), AttachmentDocument.class);
  }
}
