package io.ztoq.sandbox.qtest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Versions of cases: every change makes a version 0.1 higher, an approval the next whole number,
 * and both give all steps new ids (traps 21, 22, 23).
 */
final class Versions {

  private final QTestState state;

  Versions(QTestState state) {
    this.state = state;
  }

  /** A step of an executed version, called cases in the place of the calls. */
  record FlatStep(
      Version.Step step,
      @Nullable Long calledCaseId,
      @Nullable Long rootCalledCaseId,
      @Nullable Long parentStepId) {}

  void first(Item testCase, List<Version.Step> steps) {
    add(testCase, 0, 1, steps);
  }

  void change(Item testCase, List<Version.Step> steps) {
    add(testCase, testCase.latest().major(), testCase.latest().minor() + 1, steps);
  }

  void approve(Item testCase) {
    Version latest = testCase.latest();
    add(testCase, latest.major() + 1, 0, latest.steps());
  }

  private void add(Item testCase, int major, int minor, List<Version.Step> steps) {
    long id = state.nextId("versions");
    List<Version.Step> renumbered = new ArrayList<>();
    for (Version.Step step : steps) {
      renumbered.add(
          new Version.Step(
              state.nextId("test-steps"),
              step.description(),
              step.expected(),
              step.calledCaseId()));
    }
    testCase.versions.add(new Version(id, major, minor, renumbered));
    testCase.modified = state.now();
    state.registerSteps(testCase, testCase.latest());
  }

  @Nullable Version find(Item testCase, long versionId) {
    for (Version version : testCase.versions) {
      if (version.id() == versionId) {
        return version;
      }
    }
    return null;
  }

  /** Latest whole-numbered version; null when the case was never approved. */
  @Nullable Version latestApproved(Item testCase) {
    for (int i = testCase.versions.size() - 1; i >= 0; i--) {
      if (testCase.versions.get(i).approved()) {
        return testCase.versions.get(i);
      }
    }
    return null;
  }

  /** The steps one executes; steps of called cases are those of their latest version. */
  List<FlatStep> flattened(Version version, boolean withCallSteps) {
    List<FlatStep> flat = new ArrayList<>();
    for (Version.Step step : version.steps()) {
      if (step.calledCaseId() == null) {
        flat.add(new FlatStep(step, null, null, null));
      } else {
        if (withCallSteps) {
          flat.add(new FlatStep(step, step.calledCaseId(), null, null));
        }
        flatten(flat, step, step.calledCaseId(), new HashSet<>());
      }
    }
    return flat;
  }

  private void flatten(List<FlatStep> flat, Version.Step caller, long root, Set<Long> under) {
    Long called = caller.calledCaseId();
    Item callee =
        called == null || !under.add(called) ? null : state.table(Kind.TEST_CASE).find(called);
    if (callee == null) {
      return;
    }
    for (Version.Step step : callee.latest().steps()) {
      if (step.calledCaseId() == null) {
        flat.add(new FlatStep(step, callee.id, root, caller.id()));
      } else {
        flatten(flat, step, root, under);
      }
    }
    under.remove(callee.id);
  }
}
