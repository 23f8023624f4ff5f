package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sample cases do. Cases 1 to 20 hold each kind once, so that the smallest size has them
 * all; further ones are mixed by chance. A call to a case that does not exist is dirty data.
 */
public final class Scripts {

  /** Kind of a case's script; how Zephyr answers for it is {@code CaseScripts}' matter. */
  public enum Kind {
    STEPS,
    PLAIN,
    BDD,
    NONE,
    EMPTY_STEP,
    CALL,
    NESTED_CALL,
    LOOP_FIRST,
    LOOP_SECOND,
    LONG,
    CALL_MISSING
  }

  private static final int LONG_STEPS = 130;

  private final Place place;
  private final Dice dice;
  private final Texts texts;
  private final boolean dirty;

  Scripts(Place place, Dice dice, Texts texts, boolean dirty) {
    this.place = place;
    this.dice = dice;
    this.texts = texts;
    this.dirty = dirty;
  }

  public Kind kind(int number) {
    if (number > 20) {
      return mixedKind(number);
    }
    return switch (number) {
      case 2 -> Kind.PLAIN;
      case 3 -> Kind.BDD;
      case 4, 20 -> Kind.NONE;
      case 5 -> Kind.EMPTY_STEP;
      case 6 -> Kind.CALL;
      case 7 -> Kind.NESTED_CALL;
      case 8 -> Kind.LOOP_FIRST;
      case 9 -> Kind.LOOP_SECOND;
      case 10 -> dirty ? Kind.CALL_MISSING : Kind.STEPS;
      case 11 -> Kind.LONG;
      default -> Kind.STEPS;
    };
  }

  private Kind mixedKind(int number) {
    if (number % 1000 == 8) {
      return Kind.LOOP_FIRST;
    }
    if (number % 1000 == 9) {
      return Kind.LOOP_SECOND;
    }
    if (number % 2000 == 11) {
      return Kind.LONG;
    }
    int roll = dice.roll("kind", number, 100);
    return roll < 70
        ? Kind.STEPS
        : roll < 80
            ? Kind.PLAIN
            : roll < 88
                ? Kind.BDD
                : roll < 91
                    ? Kind.NONE
                    : roll < 93 ? Kind.EMPTY_STEP : roll < 98 ? Kind.CALL : Kind.NESTED_CALL;
  }

  /** Text of a plain or BDD script. */
  public String text(int number) {
    if (kind(number) == Kind.BDD) {
      return "Given a user <"
          + number
          + ">\n  And an open "
          + texts.sentence("given", number)
          + "\nWhen "
          + texts.sentence("when", number)
          + "\nThen it works & \"nothing\" breaks\n";
    }
    return texts.html("plain", number)
        + "<br>"
        + texts.sentence("plain2", number)
        + "\nsecond line";
  }

  /** Steps of a step-by-step case, newest version; a nested call is made twice. */
  public List<ObjectNode> steps(int number) {
    List<ObjectNode> steps = new ArrayList<>();
    switch (kind(number)) {
      case PLAIN, BDD, NONE -> {}
      case EMPTY_STEP -> steps.add(inline(number, 1, null, null, null));
      case CALL, NESTED_CALL, LOOP_FIRST, LOOP_SECOND, CALL_MISSING -> {
        steps.add(inline(number, 1));
        steps.add(call(number, 2));
        steps.add(inline(number, 3));
        if (kind(number) == Kind.NESTED_CALL) {
          steps.add(call(number, 4));
        }
      }
      default -> {
        for (int position = 1; position <= count(number); position++) {
          steps.add(inline(number, position));
        }
      }
    }
    return steps;
  }

  /** Case 1 and 14 to 19 have steps for sure; others 0 to 12. */
  private int count(int number) {
    if (kind(number) == Kind.LONG) {
      return LONG_STEPS;
    }
    int roll = dice.roll("steps", number, 13);
    return number <= 20 ? Math.max(3, roll) : roll;
  }

  private ObjectNode inline(int number, int position) {
    long topic = number * 1000L + position;
    String data = dice.chance("data", topic, 30) ? "user = {user}<br>amount = " + position : null;
    String expected = dice.chance("expected", topic, 85) ? texts.html("expected", topic) : null;
    ObjectNode step = inline(number, position, texts.html("step", topic), data, expected);
    if (dice.chance("hint", topic, 4)) {
      ((ObjectNode) step.get("inline"))
          .putObject("customFields")
          .put("Hint", "look at row " + position);
    }
    return step;
  }

  private static ObjectNode inline(
      int number,
      int position,
      @Nullable String description,
      @Nullable String data,
      @Nullable String expected) {
    ObjectNode step = Json.object().put("id", Ids.ofStep(number, position));
    ObjectNode inline = step.putObject("inline");
    inline.put("description", description).put("testData", data).put("expectedResult", expected);
    inline.putObject("customFields");
    inline.putNull("reflectRef");
    return step.putNull("testCase");
  }

  private ObjectNode call(int number, int position) {
    ObjectNode step = Json.object().put("id", Ids.ofStep(number, position)).putNull("inline");
    String key = place.key('T', called(number));
    ObjectNode called =
        step.putObject("testCase")
            .put("testCaseKey", key)
            .put("self", place.url("/testcases/" + key));
    if (number % 2 == 0) {
      called
          .putArray("parameters")
          .add(
              Json.object()
                  .put("name", "user")
                  .put("type", "MANUAL_INPUT")
                  .put("value", "alice & <bob>"))
          .add(
              Json.object().put("name", "role").put("type", "DEFAULT_VALUE").put("value", "admin"));
    } else {
      called.putNull("parameters");
    }
    return step;
  }

  /** Number of the case that a calling case calls. */
  int called(int number) {
    return switch (kind(number)) {
      case LOOP_FIRST -> number + 1;
      case LOOP_SECOND -> number - 1;
      case CALL_MISSING -> 99_999_999;
      case NESTED_CALL -> nearest(number, Kind.CALL, 6);
      default -> nearest(number, Kind.STEPS, 1);
    };
  }

  private int nearest(int number, Kind kind, int otherwise) {
    for (int candidate = number - 1; candidate > 0; candidate--) {
      if (kind(candidate) == kind) {
        return candidate;
      }
    }
    return otherwise;
  }

  /**
   * Inline steps in the order of execution, called cases in the place of their calls; a loop ends
   * where it closes.
   */
  public List<ObjectNode> flattened(int number) {
    List<ObjectNode> flat = new ArrayList<>();
    flatten(number, flat, new HashSet<>());
    return flat;
  }

  private void flatten(int number, List<ObjectNode> flat, Set<Integer> under) {
    if (kind(number) == Kind.CALL_MISSING || !under.add(number)) {
      return;
    }
    for (ObjectNode step : steps(number)) {
      if (step.get("inline").isNull()) {
        flatten(called(number), flat, under);
      } else {
        flat.add((ObjectNode) step.get("inline"));
      }
    }
    under.remove(number);
  }
}
