package io.ztoq.app;

/** Version of this ztoq. */
public final class Version {

  private Version() {}

  /** From the jar's manifest; {@code development} when it does not run from a jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
