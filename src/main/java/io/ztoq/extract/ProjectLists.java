package io.ztoq.extract;

import io.ztoq.zephyr.ZephyrList;
import java.util.Arrays;
import java.util.List;

/** Which lists make up a project. */
public final class ProjectLists {

  /** Names of {@link ZephyrList}, references before what refers to them. */
  public List<String> names() {
    return Arrays.stream(ZephyrList.values()).map(Enum::name).toList();
  }
}
