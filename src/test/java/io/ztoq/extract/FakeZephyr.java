package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A small Zephyr Scale as a function; JSON of rows is given by the tests. */
final class FakeZephyr implements Door {

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  /** Rows by path, or by path and filter value. */
  final Map<String, List<String>> lists = new HashMap<>();

  /** Bodies of single objects by path. */
  final Map<String, String> bodies = new HashMap<>();

  /** Statuses by path, where there is no body. */
  final Map<String, Integer> refusals = new HashMap<>();

  /** Rows of nextgen that updatedAfter lets through, by path. */
  final Map<String, List<String>> updated = new HashMap<>();

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  boolean nextgen = true;
  boolean honoursFilter = true;
  int mostRows = 1000;
  UnaryOperator<ApiRequest> before = request -> request;

  FakeZephyr() {
    bodies.put(
        "/projects/ACME",
        "{\"id\": 7, \"jiraProjectId\": 10007, \"key\": \"ACME\", \"enabled\": true}");
    lists.put(
        "/priorities", rows("{\"id\":1,\"name\":\"High\"}", "{\"id\":2,\"name\":\"Normal\"}"));
    lists.put("/statuses?TEST_CASE", rows("{\"id\":11,\"name\":\"Approved\"}"));
    lists.put(
        "/statuses?TEST_EXECUTION",
        rows("{\"id\":41,\"name\":\"Pass\"}", "{\"id\":42,\"name\":\"Fail\"}"));
    lists.put(
        "/folders?TEST_CASE", rows("{\"id\":500,\"parentId\":null,\"name\":\"Root\",\"index\":0}"));
  }

  static List<String> rows(String... rows) {
    return new ArrayList<>(List.of(rows));
  }

  static String aCase(int number, String more) {
    return """
        {"id":%1$d,"key":"ACME-T%1$d","name":"Case %1$d","priority":{"id":1},"status":{"id":11},"folder":{"id":500},\
        "testScript":{"self":"https://x/v2/testcases/ACME-T%1$d/teststeps"},"links":{"issues":[],"webLinks":[]}%2$s}"""
        .formatted(number, more);
  }

  static String anExecution(int number, int caseNumber, String more) {
    return """
        {"id":%1$d,"key":"ACME-E%1$d","testCase":{"id":9,"self":"https://x/v2/testcases/ACME-T%2$d/versions/1"},\
        "testExecutionStatus":{"id":41},"links":{"issues":[]}%3$s}"""
        .formatted(number, caseNumber, more);
  }

  void cases(int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(aCase(i, ""));
      steps("ACME-T" + i, step(i * 10L, "do " + i));
    }
    lists.put("/testcases", rows);
  }

  void executions(int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(anExecution(i, i, ""));
      lists.put("/testexecutions/" + i + "/teststeps", rows(resultStep(i)));
    }
    lists.put("/testexecutions", rows);
  }

  static String resultStep(int id) {
    return "{\"id\":%d,\"inline\":{\"description\":\"d\",\"actualResult\":\"ok\",\"status\":{\"id\":41}}}"
        .formatted(id);
  }

  void steps(String key, String... steps) {
    lists.put("/testcases/" + key + "/teststeps", rows(steps));
  }

  static String step(long id, String description) {
    return "{\"id\":%d,\"inline\":{\"description\":\"%s\",\"testData\":null},\"testCase\":null}"
        .formatted(id, description);
  }

  long calls(String part) {
    return calls.stream().filter(call -> call.contains(part)).count();
  }

  @Override
  public ApiAnswer call(ApiRequest request) {
    ApiRequest now = before.apply(request);
    calls.add(
        now.path()
            + "?"
            + String.join("&", now.query().entrySet().stream().map(Object::toString).toList()));
    String path = now.path();
    if (refusals.containsKey(path)) {
      return answer(
          refusals.get(path),
          "{\"errorCode\":%d,\"message\":\"refused\"}".formatted(refusals.get(path)));
    }
    if (bodies.containsKey(path)) {
      return answer(200, bodies.get(path));
    }
    if (path.endsWith("/nextgen")) {
      return nextgen
          ? answer(200, cursorPage(now))
          : answer(404, "{\"errorCode\":404,\"message\":\"no case nextgen\"}");
    }
    List<String> rows = rowsOf(now);
    if (rows == null) {
      return answer(404, "{\"errorCode\":404,\"message\":\"unknown\"}");
    }
    return answer(200, offsetPage(now, rows));
  }

  private @Nullable List<String> rowsOf(ApiRequest request) {
    String filter = request.query().getOrDefault("statusType", request.query().get("folderType"));
    String name = filter == null ? request.path() : request.path() + "?" + filter;
    boolean list = request.path().indexOf('/', 1) < 0;
    return lists.getOrDefault(name, list ? List.of() : null);
  }

  private String offsetPage(ApiRequest request, List<String> rows) {
    int start =
        Math.min(rows.size(), Integer.parseInt(request.query().getOrDefault("startAt", "0")));
    int size =
        Math.min(mostRows, Integer.parseInt(request.query().getOrDefault("maxResults", "10")));
    int end = Math.min(rows.size(), start + size);
    return "{\"startAt\":%d,\"maxResults\":%d,\"total\":%d,\"isLast\":%s,\"values\":[%s]}"
        .formatted(
            start,
            size,
            rows.size(),
            end == rows.size(),
            String.join(",\n ", rows.subList(start, end)));
  }

  private String cursorPage(ApiRequest request) {
    String path = request.path().replace("/nextgen", "");
    boolean filtered = request.query().containsKey("updatedAfter") && honoursFilter;
    boolean future = filtered && request.query().get("updatedAfter").compareTo("2030") > 0;
    List<String> rows =
        future
            ? List.of()
            : filtered
                ? updated.getOrDefault(path, List.of())
                : lists.getOrDefault(path, List.of());
    long start = Long.parseLong(request.query().getOrDefault("startAtId", "0"));
    List<String> ahead = rows.stream().filter(row -> id(row) >= start).toList();
    int size = Math.min(mostRows, Integer.parseInt(request.query().getOrDefault("limit", "10")));
    String next = ahead.size() > size ? Long.toString(id(ahead.get(size))) : "null";
    return "{\"next\":null,\"nextStartAtId\":%s,\"limit\":%d,\"values\":[%s]}"
        .formatted(next, size, String.join(",", ahead.subList(0, Math.min(size, ahead.size()))));
  }

  private static long id(String row) {
    Matcher found = ID.matcher(row);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  static ApiAnswer answer(int status, String body) {
    return new ApiAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), null, null);
  }
}
