package io.ztoq.sandbox.qtest;

import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Refusal;
import io.ztoq.sandbox.wire.Reply;

/** qTest's error bodies: {@code {message}}. */
final class QTestErrors {

  private QTestErrors() {}

  static Reply reply(int status, String message) {
    return Reply.json(status, Json.object().put("message", message));
  }

  static Refusal invalid(String message) {
    return new Refusal(reply(400, message));
  }

  static Refusal unknown(String what) {
    return new Refusal(reply(404, what + " does not exist"));
  }
}
