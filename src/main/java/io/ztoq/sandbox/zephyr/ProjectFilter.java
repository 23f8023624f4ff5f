package io.ztoq.sandbox.zephyr;

import io.ztoq.sandbox.sample.Place;
import io.ztoq.sandbox.wire.Call;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks of the query that all lists share: the project key's form, and parameters that do not
 * exist.
 */
final class ProjectFilter {

  private static final Pattern PROJECT_KEY = Pattern.compile("[A-Z][A-Z_0-9]+");

  private final Place place;
  private final ZephyrRules rules;

  ProjectFilter(Place place, ZephyrRules rules) {
    this.place = place;
    this.rules = rules;
  }

  /**
   * Whether rows of the sample project are wanted.
   *
   * @throws io.ztoq.sandbox.wire.Refusal (400) when the key has a wrong form, (404) when no such
   *     project exists
   */
  boolean matches(Call call) {
    String key = call.query("projectKey");
    if (key == null) {
      if (rules.is(ZephyrTrait.MANY_PROJECTS) && call.path().startsWith("/v2/testcases")) {
        throw ZephyrErrors.invalid("projectKey is required where more than 1000 projects are seen");
      }
      return true;
    }
    if (!PROJECT_KEY.matcher(key).matches()) {
      throw ZephyrErrors.invalid("projectKey should match pattern " + PROJECT_KEY);
    }
    if (!key.equals(place.projectKey())) {
      throw ZephyrErrors.unknown("Project " + key);
    }
    return true;
  }

  /** Refuses parameters that are not known, where the tenant does so. */
  void checkNames(Call call, Set<String> known) {
    if (rules.refusesUnknownQuery()) {
      for (String name : call.queryNames()) {
        if (!known.contains(name)) {
          throw ZephyrErrors.invalid("Unknown query parameter " + name);
        }
      }
    }
  }
}
