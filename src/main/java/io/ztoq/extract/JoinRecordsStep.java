package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.canonical.ReferenceValue;
import io.ztoq.failure.RecordRejected;
import io.ztoq.store.ExtractFindings;
import io.ztoq.store.Finding;
import io.ztoq.store.RecordJoins;
import io.ztoq.store.VersionsDue;
import io.ztoq.zephyr.ZephyrEntities;
import io.ztoq.zephyr.ZephyrError;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrRequests;

/** Joins what the lists brought, and looks once for what they name but do not hold. */
public final class JoinRecordsStep {

  private final ExtractScope scope;
  private final ExtractOptions options;
  private final ObjectReader reader;
  private final RecordJoins joins;
  private final VersionsDue versions;
  private final ExtractFindings findings;

  public JoinRecordsStep(
      ExtractScope scope,
      ExtractOptions options,
      ObjectReader reader,
      RecordJoins joins,
      VersionsDue versions,
      ExtractFindings findings) {
    this.scope = scope;
    this.options = options;
    this.reader = reader;
    this.joins = joins;
    this.versions = versions;
    this.findings = findings;
  }

  /** After the lists. */
  public void lists() {
    joins.join(scope.get().projectId());
    versions.mark(scope.get().projectId(), options.versions());
  }

  /**
   * After the details: ids that stand in no list are asked for one by one, then names are joined
   * again.
   */
  public void unknown() {
    for (ReferenceValue.Type type : ReferenceValue.Type.values()) {
      for (Long id : joins.unknown(scope.get().projectId(), type)) {
        ask(ZephyrList.valueOf(type.name()), id);
      }
    }
    joins.join(scope.get().projectId());
    joins.joinStepStatuses(scope.get().projectId());
    tellWhatWasNotAsked();
  }

  private void tellWhatWasNotAsked() {
    long cases = versions.notAsked(scope.get().projectId());
    if (cases > 0) {
      String message =
          "%d executed cases were not asked which version is their latest; their results are taken as results of today's steps. With 'zephyr.versions: executed' they are asked, one call for each"
              .formatted(cases);
      findings.add(
          scope.get(),
          new ExtractFindings.Note(
              "versions-not-asked",
              Finding.Severity.INFO,
              "TEST_CASE",
              scope.get().projectKey(),
              message));
    }
  }

  private void ask(ZephyrList list, long id) {
    ApiAnswer answer = reader.get(ZephyrRequests.single(list, id));
    if (answer.ok()) {
      try {
        if (ZephyrEntities.read(list, ZephyrObject.of(answer)) instanceof ReferenceValue value) {
          joins.add(scope.get().projectId(), value);
          return;
        }
      } catch (RecordRejected unreadable) {
        note(list, id, unreadable.line());
        return;
      }
    }
    note(list, id, ZephyrError.say(answer));
  }

  private void note(ZephyrList list, long id, String why) {
    String message =
        "objects refer to number %d, which is in no list and cannot be read by itself (%s); their name of it stays empty"
            .formatted(id, why);
    findings.add(
        scope.get(),
        ExtractFindings.Note.warning("unknown-reference", list.name(), Long.toString(id), message));
  }
}
