package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Refusal;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Attachments: raw bytes with {@code File-Name} and {@code Content-Type} (traps 14, 15). */
final class AttachmentEndpoints {

  private static final Set<String> OWNERS =
      Set.of(
          "releases",
          "builds",
          "requirements",
          "test-cases",
          "test-logs",
          "test-steps",
          "test-step-logs",
          "defects");
  private static final Duration SCAN = Duration.ofMinutes(1);
  private static final String OWNER = "/api/v3/projects/{projectId}/{objectType}/{objectId}";

  private final QTestState state;
  private final QTestPages pages;
  private final InlineFiles files;

  AttachmentEndpoints(QTestState state, QTestPages pages) {
    this.state = state;
    this.pages = pages;
    this.files = new InlineFiles(state, pages.rules());
  }

  void addTo(Routes routes) {
    routes
        .on("GET", "/api/v3/projects/{projectId}/attachments", this::ofMany)
        .on("GET", OWNER + "/attachments", call -> pages.bare(owned(call), this::json))
        .on("GET", OWNER + "/attachments/{attachmentId}", this::download)
        .on("POST", OWNER + "/blob-handles", this::upload)
        .on("DELETE", OWNER + "/blob-handles/{attachmentId}", this::delete);
  }

  private static String type(Call call) {
    String type = call.variable("objectType");
    if (!OWNERS.contains(type)) {
      throw QTestErrors.invalid("Attachments are not supported for " + type);
    }
    return type;
  }

  /** The owner, which must exist; the files of a step stay with its id when a version is made. */
  private long owner(String type, long id) {
    if (type.equals("test-steps")) {
      if (state.caseOfStep(id) == null) {
        throw QTestErrors.unknown("Test step");
      }
      return id;
    }
    boolean exists =
        switch (type) {
          case "test-cases" -> state.table(Kind.TEST_CASE).find(id) != null;
          case "releases" -> state.table(Kind.RELEASE).find(id) != null;
          case "test-logs" -> state.log(id) != null;
          case "test-step-logs" -> state.hasStepLog(id);
          default -> false;
        };
    if (!exists) {
      throw QTestErrors.unknown("Object " + type + " " + id);
    }
    return id;
  }

  private List<StoredFile> owned(Call call) {
    return state.files().of(type(call), owner(type(call), QTestPages.idVariable(call, "objectId")));
  }

  private Reply upload(Call call) {
    String type = type(call);
    long owner = owner(type, QTestPages.idVariable(call, "objectId"));
    if (type.equals("test-steps")) {
      checkLatest(owner);
    }
    String name = call.header("File-Name");
    String contentType = call.header("Content-Type");
    if (name == null || name.isBlank()) {
      throw QTestErrors.invalid("Header File-Name is required");
    }
    if (contentType == null || contentType.isBlank()) {
      throw QTestErrors.invalid("Header Content-Type is required");
    }
    if (contentType.startsWith("multipart/")) {
      throw QTestErrors.invalid("The body must be the raw file, not multipart");
    }
    if (call.body().length > pages.rules().attachmentLimit()) {
      throw new Refusal(QTestErrors.reply(413, "The attachment is too large"));
    }
    return Reply.json(201, json(files.add(type, owner, kept(name), contentType, call.body())));
  }

  private void checkLatest(long stepId) {
    Item testCase = state.caseOfStep(stepId);
    if (testCase != null
        && testCase.latest().steps().stream().noneMatch(step -> step.id() == stepId)) {
      state.violation("POST blob-handles to a step of an older version: nobody sees the file");
    }
  }

  private String kept(String name) {
    return pages.rules().is(QTestTrait.FILE_NAMES_AS_SENT) ? name : percentDecoded(name);
  }

  /**
   * Decodes %XX as UTF-8; a plus sign stays one. A name that is not well encoded stays as it is.
   */
  static String percentDecoded(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < name.length(); i++) {
      char sign = name.charAt(i);
      if (sign != '%') {
        bytes.writeBytes(String.valueOf(sign).getBytes(StandardCharsets.UTF_8));
      } else if (i + 2 < name.length() && name.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
        bytes.write(Integer.parseInt(name.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        return name;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private StoredFile file(Call call) {
    long id = QTestPages.idVariable(call, "attachmentId");
    return owned(call).stream()
        .filter(each -> each.id() == id)
        .findFirst()
        .orElseThrow(() -> QTestErrors.unknown("Attachment"));
  }

  private Reply download(Call call) {
    StoredFile file = file(call);
    boolean forced = QTestPages.flag(call, "forceDownload");
    if (pages.rules().is(QTestTrait.UNSCANNED_FILES) && !forced && fresh(file)) {
      throw QTestErrors.invalid("The file was not scanned yet; use forceDownload=true");
    }
    return Reply.file(file.contentType(), state.files().content(file));
  }

  private boolean fresh(StoredFile file) {
    return state.now().isBefore(file.created().plus(SCAN));
  }

  private Reply delete(Call call) {
    state.files().remove(file(call));
    return Reply.ok(Json.object().put("message", "Deleted"));
  }

  private Reply ofMany(Call call) {
    String type = call.query("type");
    if (type == null || !OWNERS.contains(type) || type.equals("test-step-logs")) {
      throw QTestErrors.invalid(
          "type must be one of the object types with attachments, without test-step-logs");
    }
    List<StoredFile> found = new ArrayList<>();
    String ids = call.query("ids");
    if (ids == null) {
      state.files().all().stream()
          .filter(file -> file.ownerType().equals(type))
          .forEach(found::add);
    } else {
      for (String id : ids.split(",")) {
        if (!id.matches("\\d{1,18}")) {
          throw QTestErrors.invalid("ids must be numbers");
        }
        found.addAll(state.files().of(type, Long.parseLong(id)));
      }
    }
    return pages.paged(call, found, this::json);
  }

  private ObjectNode json(StoredFile file) {
    ObjectNode row = Json.object();
    row.putArray("links");
    row.put("id", file.id())
        .put("name", file.name())
        .put("content_type", file.contentType())
        .put("web_url", "https://sandbox.example.com/attachment/" + file.id())
        .put("created_date", pages.time(file.created()))
        .put("artifact_id", file.ownerId());
    row.putObject("author").put("id", ProjectEndpoints.USER);
    return pages.shaped(row);
  }
}
