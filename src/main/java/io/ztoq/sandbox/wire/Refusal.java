package io.ztoq.sandbox.wire;

/** A request that breaks a rule of the simulated system; carries the answer. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient Reply reply;

  public Refusal(Reply reply) {
    super("status " + reply.status(), null, false, false);
    this.reply = reply;
  }

  public Reply reply() {
    return reply;
  }
}
