package io.ztoq.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.qtest.FieldCatalogue;
import io.ztoq.qtest.QTestField;
import io.ztoq.qtest.QTestJson;
import io.ztoq.qtest.QTestLists;
import io.ztoq.qtest.QTestLists.Paging;
import io.ztoq.qtest.QTestRequests;
import io.ztoq.store.FieldIds;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure, before anything is written, that the target is the right one, allows what is needed
 * and has the fields.
 */
public final class Preflight {

  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);

  private final String projectKey;
  private final String targetName;
  private final QTestRequests requests;
  private final QTestLists lists;
  private final TargetCheck check;
  private final FieldIds fields;
  private final FieldSetup setup;
  private final LoadTarget target;
  private final boolean approves;

  Preflight(
      String projectKey, Reading reading, TargetCheck check, FieldIds fields, LoadTarget target) {
    this.projectKey = projectKey;
    this.targetName = check.site().toString();
    this.requests = reading.requests();
    this.lists = reading.lists();
    this.setup = reading.setup();
    this.approves = reading.approves();
    this.check = check;
    this.fields = fields;
    this.target = target;
  }

  /** How preflight talks to qTest, and whether cases will be approved there. */
  record Reading(QTestRequests requests, QTestLists lists, FieldSetup setup, boolean approves) {}

  /**
   * @throws RunStopped (LOD-024) when the project does not exist or is not visible
   */
  public void checkProject() {
    try {
      lists.one(requests.project());
    } catch (RecordRejected refused) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "LOD-024",
          "%s does not exist or is not visible to the owner of the token; correct qtest.project-id, or add the user to the project"
              .formatted(targetName),
          refused);
    }
  }

  /**
   * Reads the rights leniently, since their form is not published: only a right that is clearly
   * denied stops the run.
   *
   * @throws RunStopped (LOD-025)
   */
  public void checkPermissions() {
    Set<String> denied = new TreeSet<>(Permissions.denied(profile(), approves));
    if (!denied.isEmpty()) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "LOD-025",
          "the owner of the token may not %s in %s; give that profile these rights in qTest, nothing was written"
              .formatted(String.join(", ", denied), targetName));
    }
  }

  /**
   * Not every site shows it, or to everybody: then the answers to our writes say what is denied.
   */
  private JsonNode profile() {
    try {
      return lists.find(requests.get("user-profiles/current")).orElseGet(QTestJson::object);
    } catch (RecordRejected notShown) {
      LOG.info("rights are not shown: {}", notShown.getMessage());
    } catch (RunStopped refused) {
      if (!refused.code().equals("QTS-003")) {
        throw refused;
      }
      LOG.info("rights are not shown: {}", refused.getMessage());
    }
    return QTestJson.object();
  }

  /**
   * @throws RunStopped (LOD-021, LOD-032) when the store belongs to another target
   */
  public void bindTarget() {
    check.bind(Clock.systemUTC().instant());
  }

  /**
   * Creates what is missing and keeps all ids.
   *
   * @throws RunStopped (LOD-026) when fields are missing and may not be created
   */
  public void prepareFields() {
    Map<String, Set<FieldIds.PlannedField>> planned =
        fields.planned(projectKey).stream()
            .collect(
                Collectors.groupingBy(
                    FieldIds.PlannedField::objectType, TreeMap::new, Collectors.toSet()));
    setup.addKeys(planned);
    Map<String, Map<String, QTestField>> found = setup.prepare(planned);
    Map<String, Set<String>> ours = new HashMap<>();
    found.forEach(
        (type, byLabel) -> {
          ours.put(
              type,
              planned.getOrDefault(type, Set.of()).stream()
                  .map(one -> one.label())
                  .collect(Collectors.toSet()));
          Map<String, Long> ids = new HashMap<>();
          byLabel.forEach((label, field) -> ids.put(label, field.id()));
          ids.keySet().retainAll(ours.get(type));
          fields.keepIds(projectKey, type, ids);
        });
    target.found(new FieldCatalogue(found, ours, statuses()));
  }

  private Map<String, Long> statuses() {
    Map<String, Long> statuses = new HashMap<>();
    for (JsonNode status : lists.all(requests.get("test-runs/execution-statuses"), Paging.NONE)) {
      if (status.path("active").asBoolean(true)) {
        statuses.put(status.path("name").asText(), status.path("id").asLong());
      }
    }
    return statuses;
  }
}
