package io.ztoq.validate;

import io.ztoq.qtest.CaseDocument;
import io.ztoq.qtest.LiveCase;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the steps of a case by their place. */
final class StepsCheck {

  private StepsCheck() {}

  /**
   * @param calledKeys Zephyr keys of the called cases by qTest id
   */
  static void compare(
      Comparison comparison,
      List<CaseDocument.Step> expected,
      List<LiveCase.Step> live,
      Map<Long, String> calledKeys) {
    List<LiveCase.Step> sorted = inOrder(live);
    comparison.text("VAL-STEP", "number of steps", "" + expected.size(), "" + sorted.size());
    for (int i = 0; i < Math.max(expected.size(), sorted.size()); i++) {
      String step = "step " + (i + 1);
      if (i >= sorted.size()) {
        comparison.difference("VAL-STEP", step, expected.get(i).description(), "(missing)");
      } else if (i >= expected.size()) {
        comparison.difference("VAL-STEP", step, "(none)", sorted.get(i).description());
      } else {
        compare(comparison, step, expected.get(i), sorted.get(i), calledKeys);
      }
    }
    orders(comparison, sorted);
  }

  static List<LiveCase.Step> inOrder(List<LiveCase.Step> steps) {
    return steps.stream().sorted(Comparator.comparingInt(LiveCase.Step::order)).toList();
  }

  private static void compare(
      Comparison comparison,
      String name,
      CaseDocument.Step expected,
      LiveCase.Step live,
      Map<Long, String> keys) {
    comparison.html("VAL-STEP", name + " description", expected.description(), live.description());
    comparison.html("VAL-STEP", name + " expected result", expected.expected(), live.expected());
    comparison.text(
        "VAL-CALL", name + " called case", expected.calledCaseKey(), called(live, keys));
  }

  private static @Nullable String called(LiveCase.Step live, Map<Long, String> keys) {
    Long id = live.calledCaseId();
    return id == null ? null : keys.getOrDefault(id, "qTest case " + id);
  }

  /**
   * Steps count from 1 without a gap; two steps of one place would make the order a matter of luck.
   */
  private static void orders(Comparison comparison, List<LiveCase.Step> sorted) {
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).order() != i + 1) {
        comparison.difference(
            "VAL-STEP", "order of step " + (i + 1), "" + (i + 1), "" + sorted.get(i).order());
        return;
      }
    }
  }
}
