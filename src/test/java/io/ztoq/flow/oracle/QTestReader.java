package io.ztoq.flow.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a whole qTest project. */
final class QTestReader {

  private static final int PAGE = 100;

  private final Remote qtest;
  private final String project;

  QTestReader(Remote qtest, long projectId) {
    this.qtest = qtest;
    this.project = "/api/v3/projects/" + projectId;
  }

  QTestProject read() {
    List<TargetObject> modules = new ArrayList<>();
    addModules(0, modules);
    List<TargetObject> cases = new ArrayList<>();
    modules.forEach(module -> cases.addAll(objects(cases(module.id()), module.id())));
    List<TargetObject> cycles = new ArrayList<>();
    List<TargetObject> runs = new ArrayList<>();
    addBelow(0, "root", cycles, runs);
    qtest
        .json(project + "/releases?includeClosed=true")
        .forEach(release -> addBelow(release.get("id").asLong(), "release", cycles, runs));
    Map<Long, List<JsonNode>> logs = new HashMap<>();
    runs.forEach(run -> logs.put(run.id(), logs(run.id())));
    return new QTestProject(
        fields("test-cases"), fields("test-runs"), modules, cases, cycles, runs, logs);
  }

  private List<TargetField> fields(String objectType) {
    List<TargetField> fields = new ArrayList<>();
    qtest
        .json(project + "/settings/" + objectType + "/fields")
        .forEach(row -> fields.add(new TargetField(row)));
    return fields;
  }

  private void addModules(long parent, List<TargetObject> modules) {
    JsonNode rows = qtest.json(project + "/modules" + (parent == 0 ? "" : "?parentId=" + parent));
    for (TargetObject module : objects(rows, parent)) {
      modules.add(module);
      addModules(module.id(), modules);
    }
  }

  private List<JsonNode> cases(long module) {
    return numbered(
        page ->
            qtest.json(
                project
                    + "/test-cases?parentId="
                    + module
                    + "&page="
                    + page
                    + "&size="
                    + PAGE
                    + "&expandSteps=true"
                    + "&showParamIdentifier=true"));
  }

  /** Cycles and suites below a place, with everything in them. */
  private void addBelow(
      long parent, String type, List<TargetObject> cycles, List<TargetObject> runs) {
    runs.addAll(runs(parent, type));
    for (TargetObject suite : suites(parent, type)) {
      cycles.add(suite);
      runs.addAll(runs(suite.id(), "test-suite"));
    }
    String place = "parentId=" + parent + "&parentType=" + type;
    List<JsonNode> rows =
        numbered(
            page ->
                qtest.json(
                    project + "/test-cycles?" + place + "&page=" + page + "&pageSize=" + PAGE));
    for (TargetObject cycle : objects(rows, TargetObject.place(type, parent))) {
      cycles.add(cycle);
      addBelow(cycle.id(), "test-cycle", cycles, runs);
    }
  }

  /** Suites have fields and no description: all they say is read as one. */
  private List<TargetObject> suites(long parent, String type) {
    String place = "parentId=" + parent + "&parentType=" + type;
    List<JsonNode> rows = new ArrayList<>();
    qtest.json(project + "/test-suites?" + place).forEach(rows::add);
    if (rows.isEmpty()) {
      return List.of();
    }
    List<TargetField> fields = fields("test-suites");
    return objects(rows, TargetObject.place(type, parent)).stream()
        .map(suite -> suite.asSuite(fields))
        .toList();
  }

  private List<TargetObject> runs(long parent, String type) {
    return objects(
        numbered(
            page ->
                qtest
                    .json(
                        project
                            + "/test-runs?parentId="
                            + parent
                            + "&parentType="
                            + type
                            + "&page="
                            + page
                            + "&pageSize="
                            + PAGE)
                    .path("items")),
        TargetObject.place(type, parent));
  }

  private List<JsonNode> logs(long run) {
    List<JsonNode> logs =
        numbered(
            page ->
                qtest
                    .json(
                        project
                            + "/test-runs/"
                            + run
                            + "/test-logs?page="
                            + page
                            + "&pageSize="
                            + PAGE)
                    .path("items"));
    logs.sort(Comparator.comparingLong(log -> log.get("id").asLong()));
    return logs;
  }

  /** Steps of a version of a case, called cases in the place of their calls. */
  JsonNode expandedSteps(long caseId, long versionId) {
    return qtest.json(
        project
            + "/test-cases/"
            + caseId
            + "/versions/"
            + versionId
            + "/test-steps?expand=calledteststep");
  }

  /** Files of an object; none where there is no such object. */
  List<TargetFile> files(String objectType, long id) {
    String path = project + '/' + objectType + '/' + id + "/attachments";
    HttpResponse<byte[]> answer = qtest.get(path);
    if (answer.statusCode() == 404) {
      return List.of();
    }
    List<TargetFile> files = new ArrayList<>();
    for (JsonNode file : Remote.parse(answer)) {
      byte[] bytes = qtest.get(path + '/' + file.get("id").asLong() + "?forceDownload=true").body();
      files.add(new TargetFile(file.get("name").asText(), Remote.sha256(bytes)));
    }
    return files;
  }

  /** A page by its number, from 1. */
  private interface Pages {
    JsonNode page(int number);
  }

  /** All pages up to one that brings nothing new; a row that comes twice counts once. */
  private static List<JsonNode> numbered(Pages pages) {
    List<JsonNode> rows = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (int number = 1; ; number++) {
      int before = rows.size();
      for (JsonNode row : pages.page(number)) {
        if (seen.add(row.get("id").asLong())) {
          rows.add(row);
        }
      }
      if (rows.size() == before) {
        return rows;
      }
    }
  }

  private static List<TargetObject> objects(Iterable<JsonNode> rows, long parent) {
    List<TargetObject> objects = new ArrayList<>();
    for (JsonNode row : rows) {
      objects.add(new TargetObject(row, parent, objects.size()));
    }
    return objects;
  }
}
