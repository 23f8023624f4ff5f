package io.ztoq.call;

import java.time.Duration;

/**
 * How a door is doing, for progress lines and JMX.
 *
 * @param perSecond requests per second that the door allows itself now
 * @param inFlight requests under way or waiting for their slot
 * @param pausedFor what is left of a pause that the remote system asked for
 * @param trouble why requests are tried again at this moment, empty while all is well
 * @param monthRemaining requests that the remote system still grants this month, -1 while unknown
 */
public record DoorState(
    CallCounts.Totals totals,
    double perSecond,
    int inFlight,
    Duration pausedFor,
    long monthRemaining,
    String trouble) {

  public static DoorState of(RemoteSystem system, CallCounts counts, Budget budget) {
    return new DoorState(
        counts.totals(system.word()),
        budget.rate(),
        budget.inFlight(),
        budget.pausedFor(),
        budget.monthRemaining(),
        budget.trouble());
  }
}
