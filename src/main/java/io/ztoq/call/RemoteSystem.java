package io.ztoq.call;

/** The two systems behind the doors, and how messages speak of them. */
public enum RemoteSystem {
  ZEPHYR("Zephyr Scale", "ZEP"),
  QTEST("qTest", "QTS");

  private final String title;
  private final String area;

  RemoteSystem(String title, String area) {
    this.title = title;
    this.area = area;
  }

  public String title() {
    return title;
  }

  /** Lower-case word for settings keys, route ids and {@code remote_call.system}. */
  public String word() {
    return this == ZEPHYR ? "zephyr" : "qtest";
  }

  /** Settings key, for messages. */
  public String key(String name) {
    return word() + "." + name;
  }

  /** Failure code; the doors use 3xx to 5xx, close to the HTTP status with that meaning. */
  public String code(int number) {
    return "%s-%03d".formatted(area, number);
  }
}
