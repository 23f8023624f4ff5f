package io.ztoq.sandbox.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Json;
import java.time.Instant;

/**
 * Test cases. Some have no folder, owner, objective or precondition, some several versions, issue
 * and web links, labels and a component. Dirty data: priority "Whenever" (case 13) and a name with
 * a script tag (case 19), one in 997 and 991.
 */
public final class SampleCases {

  private static final Instant FIRST_DAY = Instant.parse("2022-03-01T08:00:00Z");

  private final Place place;
  private final Dice dice;
  private final Texts texts;
  private final CustomFields fields;
  private final SampleFolders folders;
  private final boolean dirty;

  SampleCases(Place place, Dice dice, Texts texts, SampleFolders folders, boolean dirty) {
    this.place = place;
    this.dice = dice;
    this.texts = texts;
    this.fields = new CustomFields(dice, texts);
    this.folders = folders;
    this.dirty = dirty;
  }

  public String key(int number) {
    return place.key('T', number);
  }

  /** Number of versions, 1 for most cases. */
  public int versions(int number) {
    return number == 18
        ? 3
        : dice.chance("versions", number, 15) ? 2 + dice.roll("more", number, 2) : 1;
  }

  /** When the case was last changed, for {@code updatedAfter}. */
  public Instant updated(int number) {
    return created(number).plusSeconds(dice.roll("updated", number, 40_000_000));
  }

  private Instant created(int number) {
    return FIRST_DAY.plusSeconds(number * 61L);
  }

  /** The newest version. */
  public ObjectNode testCase(int number) {
    ObjectNode row =
        Json.object()
            .put("id", Ids.ofCase(number))
            .put("key", key(number))
            .put("name", name(number));
    row.set("project", place.project());
    row.put("createdOn", created(number).toString());
    boolean bare = number == 15 || number > 20 && dice.chance("bare", number, 4);
    row.put("objective", bare ? null : texts.html("objective", number));
    row.put(
        "precondition",
        bare || dice.chance("pre", number, 40) ? null : texts.html("precondition", number));
    row.put(
        "estimatedTime",
        dice.chance("time", number, 50) ? 60_000L * dice.roll("minutes", number, 90) : null);
    addLabels(row, number);
    row.set("component", number % 5 == 1 ? component(number) : Json.object().nullNode());
    row.set("priority", place.ref("priorities", priority(number)));
    row.set(
        "status",
        place.ref("statuses", ReferenceLists.STATUS_CASE + dice.roll("status", number, 4)));
    row.set("folder", bare ? Json.object().nullNode() : folders.ref(number));
    if (bare) {
      row.putNull("owner");
    } else {
      String owner = texts.person("owner", number);
      row.putObject("owner")
          .put("accountId", owner)
          .put("self", jira("/rest/api/2/user?accountId=" + owner));
    }
    row.putObject("testScript").put("self", place.url("/testcases/" + key(number) + "/testscript"));
    row.set("customFields", fields.ofCase(number));
    row.set("links", links("/testcases/" + key(number), number));
    return row;
  }

  /** An older version: same case, older name. */
  public ObjectNode version(int number, int version) {
    ObjectNode row = testCase(number);
    if (version < versions(number)) {
      row.put("name", "v" + version + " " + texts.sentence("old", number));
    }
    return row.put("id", Ids.ofVersion(number, version));
  }

  private String name(int number) {
    boolean refused = dirty && (number == 19 || number % 991 == 0);
    return refused ? "Search <script>alert(1)</script>" : texts.caseName(number);
  }

  private long priority(int number) {
    boolean unmapped = dirty && (number == 13 || number % 997 == 0);
    return ReferenceLists.PRIORITY + (unmapped ? 4 : dice.roll("priority", number, 4));
  }

  private void addLabels(ObjectNode row, int number) {
    var labels = row.putArray("labels");
    for (int i = 0; i < dice.roll("labels", number, 4); i++) {
      labels.add(i == 0 ? "smoke" : "label-" + dice.roll("label" + i, number, 30));
    }
  }

  private ObjectNode component(int number) {
    long id = 10_100L + number % 3;
    return Json.object().put("id", id).put("self", jira("/rest/api/2/component/" + id));
  }

  /** Links of an object: an issue on every sixth, a web link on every tenth. */
  ObjectNode links(String path, int number) {
    ObjectNode links = Json.object().put("self", place.url(path + "/links"));
    var issues = links.putArray("issues");
    var web = links.putArray("webLinks");
    if (number % 6 == 1) {
      issues
          .addObject()
          .put("self", place.url("/links/" + number))
          .put("issueId", 20_000 + number)
          .put("id", number)
          .put("target", jira("/rest/api/2/issue/" + (20_000 + number)))
          .put("type", "COVERAGE");
    }
    if (number % 10 == 1) {
      web.addObject()
          .put("self", place.url("/links/" + (900_000 + number)))
          .put("description", "Design & plan")
          .put("url", "https://wiki.example.com/page?id=" + number + "&v=2")
          .put("id", 900_000 + number)
          .put("type", "RELATED");
    }
    return links;
  }

  static String jira(String path) {
    return "https://example.atlassian.net" + path;
  }
}
