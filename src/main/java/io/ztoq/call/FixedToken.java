package io.ztoq.call;

/** A long-lived token from the settings; when it is refused only its owner can help. */
public final class FixedToken implements Token {

  private final String authorization;
  private final String whereFrom;

  /**
   * @param whereFrom settings key and environment variable, for messages
   */
  public FixedToken(String token, String whereFrom) {
    this.authorization = "Bearer " + token;
    this.whereFrom = whereFrom;
  }

  @Override
  public String authorization() {
    return authorization;
  }

  @Override
  public boolean renew(String refused) {
    return false;
  }

  @Override
  public String whereFrom() {
    return whereFrom;
  }
}
