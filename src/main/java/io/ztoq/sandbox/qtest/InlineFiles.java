package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.sandbox.wire.Refusal;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Attachments inside JSON bodies, as base64. */
final class InlineFiles {

  private static final Set<String> KEYS = Set.of("name", "content_type", "data");

  private final QTestState state;
  private final QTestRules rules;

  InlineFiles(QTestState state, QTestRules rules) {
    this.state = state;
    this.rules = rules;
  }

  /** Refuses what cannot be stored, before anything is changed. */
  void check(Body body) {
    for (JsonNode each : body.array("attachments")) {
      Body file = Body.of(each, KEYS);
      if (file.required("name").isEmpty() || file.required("content_type").isEmpty()) {
        throw QTestErrors.invalid("name and content_type of an attachment are required");
      }
      if (decoded(file.required("data")).length > rules.attachmentLimit()) {
        throw new Refusal(QTestErrors.reply(413, "The attachment is too large"));
      }
    }
  }

  private static byte[] decoded(String data) {
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException broken) {
      throw QTestErrors.invalid("data must be base64");
    }
  }

  void store(Body body, String ownerType, long ownerId) {
    for (JsonNode each : body.array("attachments")) {
      Body file = Body.of(each, KEYS);
      add(
          ownerType,
          ownerId,
          file.required("name"),
          file.required("content_type"),
          decoded(file.required("data")));
    }
  }

  StoredFile add(String ownerType, long ownerId, String name, String contentType, byte[] content) {
    StoredFile file =
        new StoredFile(
            state.nextId("attachments"),
            ownerType,
            ownerId,
            name,
            contentType,
            content.length,
            FileShelf.sha256(content),
            state.now());
    state.files().add(file, content);
    return file;
  }

  void storeOfSteps(Body body, List<Version.Step> steps) {
    JsonNode rows = body.array("test_steps");
    for (int i = 0; i < rows.size(); i++) {
      for (JsonNode each : rows.get(i).path("attachments")) {
        Body file = Body.of(each, KEYS);
        add(
            "test-steps",
            steps.get(i).id(),
            file.required("name"),
            file.required("content_type"),
            decoded(file.required("data")));
      }
    }
  }
}
