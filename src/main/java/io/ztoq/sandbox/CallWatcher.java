package io.ztoq.sandbox;

import io.ztoq.sandbox.fault.Side;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;

/**
 * Sees every call before and after its effect, on the server's thread: for recordings, and for
 * tests that stop a client at a chosen moment.
 */
public interface CallWatcher {

  /** Before anything has happened. */
  void arrived(Side side, Call call);

  /** After the effect, before the answer (which a fault may still swallow). */
  void answered(Side side, Call call, Reply reply);
}
