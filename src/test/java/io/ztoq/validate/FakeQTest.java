package io.ztoq.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A qTest project with one module, case, cycle, run, log and files, kept as JSON; tests change it
 * and see what validation says. Answers by path and parent; pages hold one element each, whatever
 * was asked for.
 */
final class FakeQTest implements Door {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ArrayNode> lists = new LinkedHashMap<>();
  boolean searchKnowsLogs = true;
  boolean listsShowSteps = true;

  FakeQTest() {
    put(
        "/modules?",
        "[{'id':1,'name':'Login','description':'<p>All</p>[zephyr:folder/5]','order':1}]");
    put(
        "/test-cases?1",
        """
        [{'id':11,'name':'Sign in','parent_id':1,'order':1,'version':'1.0','test_case_version_id':111,
          'description':'<p>a &amp; b</p>','precondition':'','properties':[{'field_id':900,'field_value':'PAY-T1'},
          {'field_id':901,'field_value':'723'},{'field_id':902,'field_value':'2017-10-27T02:00:00+02:00'},
          {'field_id':903,'field_value':'[1,2]'},{'field_id':-106,'field_value':'x'}],
          'test_steps':[{'id':501,'description':'Open','expected':'Form','order':1},
            {'id':502,'description':'call','expected':'','order':2,'called_test_case_id':12}]},
         {'id':12,'name':'Called','parent_id':1,'order':2,'version':'1.0','test_case_version_id':121,
          'properties':[{'field_id':900,'field_value':'PAY-T2'}],'test_steps':[]}]
        """);
    put(
        "/test-cycles?0",
        "[{'id':21,'name':'Sprint','description':'Text[zephyr:cycle/PAY-R1]','order':1}]");
    put(
        "/test-runs?21",
        """
        [{'id':31,'name':'Sign in','parentId':21,'test_case':{'id':11},'test_case_version_id':111,
          'latest_test_log':{'id':42,'status':'Failed'},'properties':[{'field_id':910,'field_value':'PAY-R1/PAY-T1'}]}]
        """);
    put(
        "/test-runs/31/test-logs?",
        """
        [{'id':41,'test_run_id':31,'status':{'id':601,'name':'Passed'},'exe_start_date':'2024-03-22T08:00:00+00:00',
          'exe_end_date':'2024-03-22T15:01:30+07:00','note':'ok [zephyr:PAY-E1]','build_number':'12',
          'test_case_version_id':111,'test_step_logs':[{'test_step_log_id':601,'test_step_id':501,'order':1,
            'status':{'id':601,'name':'Passed'},'actual_result':'fine'}]},
         {'id':42,'test_run_id':31,'status':{'id':602,'name':'Failed'},'exe_start_date':'2024-03-23T08:00:00+00:00',
          'exe_end_date':'2024-03-23T08:00:01+00:00','note':'[zephyr:PAY-E2]','test_case_version_id':111,
          'test_step_logs':[]}]
        """);
    put("files", "[{'id':71,'name':'a.png','content_type':'image/png','artifact_id':11}]");
    put("step files", "[{'id':72,'name':'s.txt','content_type':'text/plain','artifact_id':501}]");
    put("result files", "[{'id':73,'name':'r.txt','content_type':'text/plain','artifact_id':601}]");
  }

  /** Changes the first object of a list whose id matches. */
  void change(String list, long id, Consumer<ObjectNode> change) {
    for (JsonNode object : list(list)) {
      if (object.path("id").asLong() == id) {
        change.accept((ObjectNode) object);
      }
    }
  }

  void remove(String list, long id) {
    var all = list(list).elements();
    while (all.hasNext()) {
      if (all.next().path("id").asLong() == id) {
        all.remove();
      }
    }
  }

  /** Adds a copy under another id. */
  void copy(String list, long id, long newId) {
    ArrayNode copies = JSON.createArrayNode();
    change(list, id, object -> copies.add(object.deepCopy().put("id", newId)));
    list(list).addAll(copies);
  }

  @Override
  public ApiAnswer call(ApiRequest request) {
    String path = request.path().replaceFirst("^/api/v3/projects/7", "");
    Map<String, String> query = request.query();
    String parent = query.getOrDefault("parentId", "");
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    if (path.equals("/search")) {
      return search(
          new String(
              request.body() == null ? new byte[0] : request.body(),
              java.nio.charset.StandardCharsets.UTF_8),
          page);
    }
    if (path.equals("/attachments")) {
      return page(list(query.get("type").equals("test-cases") ? "files" : "none"), page);
    }
    if (path.endsWith("/attachments")) {
      return ok(list(path.contains("test-steps/501/") ? "step files" : "result files"));
    }
    if (path.startsWith("/settings/")) {
      return ok(fields(path.contains("test-runs") ? 910 : 900));
    }
    if (path.endsWith("execution-statuses")) {
      return ok(read("[{'id':605,'name':'Incomplete','is_default':true}]"));
    }
    if (path.matches("/(test-runs|test-cases|modules|test-cycles)/\\d+")) {
      return one(Long.parseLong(path.replaceAll("\\D", "")));
    }
    boolean pageObject = path.startsWith("/test-runs");
    ArrayNode all = list(path + "?" + parent);
    return pageObject ? page(all, page) : path.equals("/modules") ? ok(all) : ok(slice(all, page));
  }

  ArrayNode list(String name) {
    return lists.getOrDefault(name, JSON.createArrayNode());
  }

  private ApiAnswer search(String body, int page) {
    if (body.contains("test-logs")) {
      return page(
          searchKnowsLogs ? list("/test-runs/31/test-logs?") : JSON.createArrayNode(), page);
    }
    return page(list(body.contains("test-cases") ? "search cases" : "none"), page);
  }

  private ApiAnswer one(long id) {
    for (ArrayNode all : lists.values()) {
      for (JsonNode object : all) {
        if (object.path("id").asLong() == id) {
          return ok(object);
        }
      }
    }
    return new ApiAnswer(404, Map.of(), new byte[0], null, null);
  }

  private static JsonNode fields(long key) {
    return read(
        """
        [{'id':%d,'label':'Zephyr Key','data_type':1},
         {'id':901,'label':'Priority','data_type':3,'allowed_values':[{'value':723,'label':'Medium'},{'value':724,'label':'High'}]},
         {'id':902,'label':'Due','data_type':9},
         {'id':903,'label':'Tags','data_type':17,'allowed_values':[{'value':1,'label':'red'},{'value':2,'label':'blue'}]}]
        """
            .formatted(key));
  }

  private ApiAnswer page(ArrayNode all, int page) {
    ObjectNode answer = JSON.createObjectNode().put("total", all.size());
    answer.set("items", slice(all, page));
    return ok(answer);
  }

  private ArrayNode slice(ArrayNode all, int page) {
    ArrayNode one = JSON.createArrayNode();
    if (page <= all.size()) {
      ObjectNode shown = all.get(page - 1).deepCopy();
      if (!listsShowSteps) {
        shown.remove("test_steps");
      }
      one.add(shown);
    }
    return one;
  }

  void put(String list, String json) {
    lists.put(list, (ArrayNode) read(json));
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static ApiAnswer ok(JsonNode json) {
    try {
      return new ApiAnswer(
          200,
          Map.of("content-type", "application/json"),
          JSON.writeValueAsBytes(json),
          null,
          null);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
