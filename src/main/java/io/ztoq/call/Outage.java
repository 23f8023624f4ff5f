package io.ztoq.call;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What stands behind an exception of the network, in words of people. */
final class Outage {

  private Outage() {}

  /** Whether the request certainly did not leave us. */
  static boolean neverSent(Throwable why) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof ConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException
          || cause instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  /** One clause, without names of classes. */
  static String words(Throwable why) {
    String said = why.getMessage() == null ? "the connection broke" : why.getMessage();
    if (why instanceof UnknownHostException) {
      return "unknown host " + said.split(":", 2)[0];
    } else if (why instanceof SSLHandshakeException) {
      return "no agreement on encryption: " + said;
    } else if (why instanceof SocketTimeoutException && !neverSent(why)) {
      return "no answer in time";
    } else if (why instanceof NoHttpResponseException) {
      return "the connection was closed without an answer";
    }
    return said;
  }
}
