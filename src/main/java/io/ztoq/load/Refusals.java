package io.ztoq.load;

import io.ztoq.call.ApiAnswer;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.qtest.QTestJson;
import io.ztoq.store.TargetObject;

/** What qTest's refusals of a write mean for the record and the run. */
final class Refusals {

  private Refusals() {}

  static Failure of(TargetObject object, ApiAnswer answer) {
    String said = QTestJson.complaint(answer);
    return switch (answer.status()) {
      case 403 ->
          new RunStopped(
              ExitCode.UNREACHABLE,
              "LOD-003",
              "qTest forbids the owner of the token to write %s (403: %s); give that profile the permission to create, edit and approve there, then run load again"
                  .formatted(object.display(), said));
      case 404 ->
          new RecordRejected(
              "LOD-004",
              "%s: what it belongs to is no longer in qTest (404: %s); restore it there, then run load again"
                  .formatted(object.display(), said));
      case 413 ->
          new RecordRejected(
              "LOD-013",
              "%s is too-large for the qTest site (413: %s); raise the limit there or lower qtest.attachment-limit, the file stays in the store"
                  .formatted(object.display(), said));
      default ->
          new RecordRejected(
              "LOD-002",
              "qTest refuses %s (%d: %s); correct the value in Zephyr or the mapping, then run `ztoq migrate run`"
                  .formatted(object.display(), answer.status(), said));
    };
  }
}
