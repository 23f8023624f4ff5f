package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;

/**
 * Where the project lives: its key and the base URL that links start with (known only once the
 * server listens).
 */
public final class Place {

  private final String projectKey;
  private volatile String base = "https://api.zephyrscale.smartbear.com/v2";

  public Place(String projectKey) {
    this.projectKey = projectKey;
  }

  public String projectKey() {
    return projectKey;
  }

  /**
   * @param base URL that ends with {@code /v2}
   */
  public void setBase(String base) {
    this.base = base;
  }

  public String url(String path) {
    return base + path;
  }

  /** Key such as {@code PAY-T1}. */
  public String key(char letter, long number) {
    return projectKey + '-' + letter + number;
  }

  /** Reference as Zephyr gives it: an id and a link, never a name. */
  public ObjectNode ref(String list, long id) {
    return Json.object().put("id", id).put("self", url("/" + list + "/" + id));
  }

  public ObjectNode project() {
    return ref("projects", Ids.PROJECT);
  }
}
