package io.ztoq.sandbox.zephyr;

import io.ztoq.sandbox.wire.Json;
import io.ztoq.sandbox.wire.Refusal;
import io.ztoq.sandbox.wire.Reply;

/** Zephyr's error bodies: {@code {errorCode, message}}. */
final class ZephyrErrors {

  private ZephyrErrors() {}

  static Reply reply(int status, String message) {
    return Reply.json(status, Json.object().put("errorCode", status).put("message", message));
  }

  static Refusal invalid(String message) {
    return new Refusal(reply(400, message));
  }

  static Refusal unknown(String what) {
    return new Refusal(reply(404, what + " does not exist or you do not have access to it"));
  }

  static Refusal wrongScript(String message) {
    return new Refusal(reply(422, message));
  }
}
