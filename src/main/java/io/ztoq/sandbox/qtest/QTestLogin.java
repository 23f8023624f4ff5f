package io.ztoq.sandbox.qtest;

import java.time.Duration;

/**
 * How clients identify themselves.
 *
 * @param staticToken long-lived bearer token
 * @param siteName user of the Basic header of the password grant
 * @param lifetime of a token of the password or refresh grant
 */
public record QTestLogin(
    String staticToken, String siteName, String username, String password, Duration lifetime) {

  @Override
  public String toString() {
    return "QTestLogin[" + username + "]";
  }
}
