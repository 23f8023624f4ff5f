package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Custom field values by display name: every type that Zephyr knows, null where a field is empty,
 * never a type.
 */
final class CustomFields {

  private static final List<String> TEST_TYPES = List.of("Functional", "Performance", "Security");
  private static final List<String> PLATFORMS = List.of("Web", "iOS", "Android", "API");

  private final Dice dice;
  private final Texts texts;

  CustomFields(Dice dice, Texts texts) {
    this.dice = dice;
    this.texts = texts;
  }

  /** Case 1 has every field filled, the others some. */
  ObjectNode ofCase(int number) {
    ObjectNode fields = Json.object();
    for (int kind = 0; kind < 11; kind++) {
      boolean filled = number == 1 || dice.chance("cf" + kind, number, 55);
      fillCaseField(fields, kind, number, filled);
    }
    return fields;
  }

  private void fillCaseField(ObjectNode fields, int kind, int number, boolean filled) {
    String name =
        List.of(
                "Automatable",
                "Risk score",
                "Effort",
                "Review date",
                "Approved at",
                "Test type",
                "Platforms",
                "Reference",
                "Notes",
                "Reviewer",
                "Matrix")
            .get(kind);
    if (!filled) {
      if (kind % 2 == 0) {
        fields.putNull(name);
      }
      return;
    }
    switch (kind) {
      case 0 -> fields.put(name, dice.chance("bool", number, 50));
      case 1 -> fields.put(name, dice.roll("int", number, 100));
      case 2 -> fields.put(name, BigDecimal.valueOf(dice.roll("dec", number, 9999), 2));
      case 3 -> fields.put(name, day("date", number));
      case 4 -> fields.put(name, day("time", number) + "T09:30:00Z");
      case 5 -> fields.put(name, dice.pick("single", number, TEST_TYPES));
      case 6 -> fillPlatforms(fields, name, number);
      case 7 -> fields.put(name, "REF-" + number + "-" + dice.roll("ref", number, 100_000));
      case 8 -> fields.put(name, texts.sentence("notes", number) + "<br>second line <b>bold</b>");
      case 9 -> fields.put(name, texts.person("reviewer", number));
      default ->
          fields
              .putObject(name)
              .put("rows", 2)
              .put("browser", "Firefox")
              .put("result", "ok " + number);
    }
  }

  private void fillPlatforms(ObjectNode fields, String name, int number) {
    var values = fields.putArray(name);
    int first = dice.roll("multi", number, PLATFORMS.size());
    for (int i = 0; i <= dice.roll("many", number, 3); i++) {
      values.add(PLATFORMS.get((first + i) % PLATFORMS.size()));
    }
  }

  ObjectNode ofCycle(int number) {
    ObjectNode fields = Json.object().put("Sprint", "Sprint " + number % 26);
    return number % 3 == 0
        ? fields.putNull("Goal")
        : fields.put("Goal", texts.html("goal", number));
  }

  ObjectNode ofExecution(int number) {
    ObjectNode fields = Json.object();
    if (number % 4 == 1) {
      fields.put("Seat", "Desk " + number % 7).put("Retries", number % 3);
    }
    return fields;
  }

  private String day(String topic, int number) {
    return LocalDate.of(2023, 1, 1).plusDays(dice.roll(topic, number, 900)).toString();
  }
}
