package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.canonical.ScriptType;
import io.ztoq.canonical.TestStep;
import io.ztoq.extract.ObjectReader.Pages;
import io.ztoq.store.DetailRecords;
import io.ztoq.store.Due;
import io.ztoq.zephyr.ZephyrDetails;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrObject;
import io.ztoq.zephyr.ZephyrRequests;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Handler;

/**
 * Reads the steps or the script of one case. Each of the two requests answers 422 for a case of the
 * other kind, and 404 for a case without a script (trap 5).
 */
public final class ReadScriptStep {

  private static final int WRONG_KIND = 422;

  private final ExtractScope scope;
  private final ObjectReader reader;
  private final DetailRecords details;
  private final ScriptGuess guess = new ScriptGuess();

  public ReadScriptStep(ExtractScope scope, ObjectReader reader, DetailRecords details) {
    this.scope = scope;
    this.reader = reader;
    this.details = details;
  }

  /**
   * @throws io.ztoq.failure.RecordRejected (EXT-022) when Zephyr shows neither
   */
  @Handler
  public void read(@Body Due due) {
    if (guess.stepsFirst(due)) {
      Pages steps = steps(due);
      if (!steps.ok() && !stored(due, script(due))) {
        none(due, steps);
      }
    } else {
      ApiAnswer script = script(due);
      if (!stored(due, script)) {
        Pages steps = steps(due);
        if (!steps.ok()) {
          none(due, steps);
        }
      }
    }
  }

  private Pages steps(Due due) {
    Pages pages = reader.pages(startAt -> ZephyrRequests.caseSteps(due.address(), startAt));
    if (pages.ok()) {
      List<TestStep> steps = new ArrayList<>();
      for (ZephyrObject row : pages.rows()) {
        steps.add(ZephyrDetails.caseStep(steps.size() + 1, row));
      }
      boolean none = steps.isEmpty() || steps.size() == 1 && steps.get(0).empty();
      guess.learn(due, true);
      details.script(read(due, pages.payloads()), none ? ScriptType.NONE : ScriptType.STEPS, steps);
    } else if (pages.status() != WRONG_KIND && pages.status() != 404) {
      throw ObjectReader.refused(due, pages.last());
    }
    return pages;
  }

  private ApiAnswer script(Due due) {
    ApiAnswer answer = reader.get(ZephyrRequests.caseScript(due.address()));
    if (!answer.ok() && answer.status() != WRONG_KIND && answer.status() != 404) {
      throw ObjectReader.refused(due, answer);
    }
    return answer;
  }

  private boolean stored(Due due, ApiAnswer answer) {
    if (!answer.ok()) {
      return false;
    }
    TestStep script = ZephyrDetails.script(ZephyrObject.of(answer));
    guess.learn(due, false);
    details.script(
        read(due, List.of(answer.text())),
        ZephyrDetails.typeOf(script),
        script == null ? List.of() : List.of(script));
    return true;
  }

  /** Neither steps nor a script: fine for a case that is there, else it cannot be read at all. */
  private void none(Due due, Pages steps) {
    boolean there =
        steps.status() == WRONG_KIND
            || reader.exists(ZephyrRequests.object(ZephyrList.TEST_CASE, due.address()));
    if (!there) {
      throw ObjectReader.refused(due, steps.last());
    }
    details.script(read(due, List.of()), ScriptType.NONE, List.of());
  }

  private DetailRecords.Read read(Due due, List<String> payloads) {
    return new DetailRecords.Read(scope.get(), due, payloads);
  }
}
