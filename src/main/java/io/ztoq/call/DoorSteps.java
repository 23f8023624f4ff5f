package io.ztoq.call;

import java.net.URI;

/** The beans of one door, made to work together. */
public record DoorSteps(
    EnterStep enter, ReadAnswerStep read, JudgeLossStep judge, LeaveStep leave) {

  /**
   * @param baseUrl of the remote system, without a slash at its end
   */
  public static DoorSteps of(
      RemoteSystem system,
      URI baseUrl,
      Budget budget,
      Token token,
      Patience patience,
      CallCounts counts) {
    DoorRules rules = new DoorRules(system, baseUrl, budget, token, patience);
    return new DoorSteps(
        new EnterStep(baseUrl, budget, token, patience),
        new ReadAnswerStep(new AnswerReader(system), rules),
        new JudgeLossStep(rules),
        new LeaveStep(system, budget, counts));
  }
}
