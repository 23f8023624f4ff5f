package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The folder tree of one type. Folder numbers start at 1; every folder from number {@code roots +
 * 1} on hangs below an earlier one. The last three are the odd ones: an orphan (its parent does not
 * exist) and two that are each other's parent. {@code index} runs against the ids; two siblings in
 * ten share a name.
 */
public final class SampleFolders {

  private static final int ROOTS = 2;
  private static final int CHILDREN = 4;

  private final Place place;
  private final String type;
  private final long base;
  private final int count;

  private SampleFolders(Place place, String type, long base, int count) {
    this.place = place;
    this.type = type;
    this.base = base;
    this.count = count;
  }

  public static SampleFolders ofCases(Place place, int cases) {
    return new SampleFolders(place, "TEST_CASE", 2_000_000, Math.max(5, cases / 25) + 3);
  }

  public static SampleFolders ofCycles(Place place, int cycles) {
    return new SampleFolders(place, "TEST_CYCLE", 3_000_000, Math.max(3, cycles / 25) + 3);
  }

  public static SampleFolders ofPlans(Place place, int plans) {
    return new SampleFolders(place, "TEST_PLAN", 4_000_000, Math.max(2, plans / 25) + 3);
  }

  public int count() {
    return count;
  }

  public long id(int number) {
    return base + number;
  }

  /** Folder of an entity: about 25 entities stand in one folder. */
  public ObjectNode ref(int entityNumber) {
    return place.ref("folders", id((entityNumber - 1) / 25 % count + 1));
  }

  public ObjectNode folder(int number) {
    ObjectNode row = Json.object().put("id", id(number));
    Long parent = parent(number);
    if (parent == null) {
      row.putNull("parentId");
    } else {
      row.put("parentId", parent);
    }
    row.put("name", name(number)).put("index", count - number).put("folderType", type);
    row.set("project", place.project());
    return row;
  }

  private @Nullable Long parent(int number) {
    if (number == count - 2) {
      return base + 999_999;
    }
    if (number > count - 2) {
      return id(number == count ? count - 1 : count);
    }
    return number <= ROOTS ? null : id((number - ROOTS - 1) / CHILDREN + 1);
  }

  private String name(int number) {
    if (number == count - 2) {
      return "Orphan";
    }
    if (number > count - 2) {
      return "Loop " + (number == count ? "B" : "A");
    }
    return switch (number % 10) {
      case 4, 5 -> "Regression";
      case 6 -> "Zahlungen \u00fcber \u20ac 1.000 & mehr";
      case 7 -> "\u652f\u4ed8 <b>flows</b>";
      default -> "Area " + number;
    };
  }
}
