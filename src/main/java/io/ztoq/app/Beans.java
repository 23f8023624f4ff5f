package io.ztoq.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The beans of all flows. */
final class Beans {

  private static final List<Function<Wiring, Map<String, Object>>> FLOWS =
      List.of(
          ExtractBeans::of,
          TransformBeans::of,
          LoadBeans::of,
          ValidateBeans::of,
          RollbackBeans::of);

  private Beans() {}

  static Map<String, Object> of(Wiring wiring) {
    Map<String, Object> beans = new HashMap<>();
    for (Function<Wiring, Map<String, Object>> flow : FLOWS) {
      beans.putAll(flow.apply(wiring));
    }
    return beans;
  }
}
