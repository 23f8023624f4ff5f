package io.ztoq.zephyr;

import io.ztoq.canonical.AttachmentName;
import io.ztoq.canonical.CaseVersion;
import io.ztoq.canonical.ExecutionStep;
import io.ztoq.canonical.ScriptType;
import io.ztoq.canonical.TestStep;
import io.ztoq.failure.RecordRejected;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what hangs below single objects: steps, scripts, versions, attachment lists. */
public final class ZephyrDetails {

  private ZephyrDetails() {}

  /**
   * @param order from 1
   * @throws RecordRejected (ZEP-013) when the step calls a case but does not say which
   */
  public static TestStep caseStep(int order, ZephyrObject row) {
    Long id = row.number("id");
    if (row.has("testCase")) {
      return callStep(order, id, row.object("testCase"));
    }
    ZephyrObject inline = row.object("inline");
    return new TestStep(
        order,
        id,
        TestStep.Kind.INLINE,
        inline.textOrEmpty("description"),
        inline.text("testData"),
        inline.text("expectedResult"),
        null,
        null,
        inline.json("customFields"));
  }

  private static TestStep callStep(int order, @Nullable Long id, ZephyrObject call) {
    String key = call.text("testCaseKey");
    if (key == null) {
      key = SelfLink.idOrKey(call.text("self"), "testcases");
    }
    if (key == null) {
      throw new RecordRejected(
          "ZEP-013",
          "step %d calls another case, but Zephyr does not say which; open the case in Zephyr Scale and save the step again"
              .formatted(order));
    }
    return new TestStep(
        order, id, TestStep.Kind.CALL, "", null, null, key, call.json("parameters"), null);
  }

  /** The script of a plain or BDD case as its only step; a script without text is none. */
  public static @Nullable TestStep script(ZephyrObject script) {
    String text = script.text("text");
    if (text == null || text.isBlank()) {
      return null;
    }
    TestStep.Kind kind =
        "bdd".equalsIgnoreCase(script.text("type")) ? TestStep.Kind.BDD : TestStep.Kind.PLAIN;
    return new TestStep(1, null, kind, text, null, null, null, null, null);
  }

  public static ScriptType typeOf(@Nullable TestStep script) {
    return script == null ? ScriptType.NONE : ScriptType.valueOf(script.kind().name());
  }

  public static ExecutionStep executionStep(int order, ZephyrObject row) {
    ZephyrObject inline = row.object("inline");
    return new ExecutionStep(
        order,
        row.number("id"),
        inline.text("description"),
        inline.text("testData"),
        inline.text("expectedResult"),
        inline.text("actualResult"),
        inline.count("testDataRowNumber"),
        inline.reference("status"));
  }

  /** The number of a version stands only in its address; null when it cannot be found there. */
  public static @Nullable CaseVersion version(ZephyrObject row) {
    Integer version = SelfLink.version(row.text("self"));
    return version == null ? null : new CaseVersion(version, row.number("id"));
  }

  /**
   * @throws RecordRejected (ZEP-011) when the number is missing
   */
  public static AttachmentName attachment(ZephyrObject row) {
    long id = row.requireNumber("id");
    return new AttachmentName(id, Objects.requireNonNullElse(row.text("name"), "attachment-" + id));
  }
}
