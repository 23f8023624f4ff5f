package io.ztoq.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Refusal;
import io.ztoq.sandbox.wire.Reply;
import io.ztoq.sandbox.wire.Routes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** qTest Manager v3 with one project, empty at first. One call changes the state at a time. */
public final class SimulatedQTest {

  private final QTestState state;
  private final Tokens tokens;
  private final Routes routes = new Routes();
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> logsUnderWay = ConcurrentHashMap.newKeySet();
  private final CaseJson cases;
  private final RunEndpoints runs;
  private final ContainerEndpoints containers;
  private final Inspection inspection;

  public SimulatedQTest(long projectId, QTestRules rules, QTestLogin login, InstantSource clock) {
    this.state = new QTestState(projectId, clock);
    this.tokens = new Tokens(login, clock);
    QTestPages pages = new QTestPages(rules);
    Properties properties = new Properties(state, pages);
    Versions versions = new Versions(state);
    Deletion deletion = new Deletion(state);
    this.inspection = new Inspection(state, properties);
    this.cases = new CaseJson(state, pages, properties);
    this.runs = new RunEndpoints(state, pages, properties, versions, cases);
    this.containers = new ContainerEndpoints(state, pages, properties, deletion);
    LogEndpoints logs = new LogEndpoints(state, pages, versions);
    tokens.addTo(routes);
    new ProjectEndpoints(state, pages).addTo(routes);
    new ModuleEndpoints(state, pages, deletion).addTo(routes);
    new FieldEndpoints(state, pages).addTo(routes);
    new CaseEndpoints(state, pages, properties, versions, cases).addTo(routes, deletion);
    new StepEndpoints(state, pages, versions, cases).addTo(routes);
    containers.addTo(routes);
    runs.addTo(routes, deletion);
    logs.addTo(routes);
    new AttachmentEndpoints(state, pages).addTo(routes);
    new SearchEndpoint(state, pages, properties, this::item, log -> logs.json().json(log))
        .addTo(routes);
  }

  private ObjectNode item(Item item) {
    return switch (item.kind) {
      case TEST_CASE -> cases.json(item, item.latest(), true, false, false);
      case TEST_RUN -> runs.json(item);
      default -> containers.json(item, false);
    };
  }

  /** Finds the route of a call; null when qTest has none. */
  public Routes.@Nullable Match route(Call call) {
    return routes.find(call, "");
  }

  /** Checks the token and the project, then answers. */
  public Reply answer(Call call, Routes.@Nullable Match route) {
    if (!call.path().startsWith("/oauth/") && !tokens.valid(call)) {
      return unauthorized();
    }
    boolean log = call.method().equals("POST") && call.path().endsWith("/test-logs");
    boolean alone = !log || logsUnderWay.add(call.path());
    lock.lock();
    try {
      if (!alone) {
        state.violation("POST test-logs: several of one run at once");
      }
      if (route == null) {
        state.violation(
            "unknown path: " + call.method() + " " + call.path().replaceAll("\\d+", "0"));
        return QTestErrors.reply(404, "No such resource: " + call.method() + " " + call.path());
      }
      if (route.template().contains("{projectId}")
          && QTestPages.idVariable(call, "projectId") != state.projectId()) {
        return QTestErrors.reply(404, "Project does not exist");
      }
      checkContentType(call, route.template());
      Reply reply = route.handler().answer(call);
      for (String name : call.queryWithoutEffect()) {
        state.violation(route.template() + ": query parameter " + name + " has no effect");
      }
      return reply;
    } finally {
      lock.unlock();
      if (alone) {
        logsUnderWay.remove(call.path());
      }
    }
  }

  private static void checkContentType(Call call, String template) {
    String type = Objects.requireNonNullElse(call.header("Content-Type"), "");
    boolean json = type.toLowerCase(Locale.ROOT).startsWith("application/json");
    boolean file = template.endsWith("/blob-handles") || template.endsWith("/oauth/token");
    if (call.body().length > 0 && !json && !file) {
      throw new Refusal(QTestErrors.reply(415, "Content type '" + type + "' not supported"));
    }
  }

  public Reply unauthorized() {
    return QTestErrors.reply(401, "Token missing, wrong or expired");
  }

  /** All tokens of the password and refresh grants end now. */
  public void expireTokens() {
    tokens.expireAll();
  }

  /** Everything that stands here now. */
  public Snapshot snapshot() {
    lock.lock();
    try {
      return inspection.take();
    } finally {
      lock.unlock();
    }
  }

  /** Numbers of objects by kind, for example {@code test-cases}. */
  public SortedMap<String, Long> counts() {
    lock.lock();
    try {
      return inspection.counts();
    } finally {
      lock.unlock();
    }
  }

  /** Content of an attachment. */
  public byte[] content(long attachmentId) {
    lock.lock();
    try {
      StoredFile file = state.files().find(attachmentId);
      return file == null ? new byte[0] : state.files().bytes(file);
    } finally {
      lock.unlock();
    }
  }

  /** Writes the whole state to a file, replacing it at once. */
  public void save(Path file) throws IOException {
    lock.lock();
    try {
      new StateFile(state).save(file);
    } finally {
      lock.unlock();
    }
  }

  /** Reads a state that was saved; only into a simulator that has nothing yet. */
  public void load(Path file) throws IOException {
    lock.lock();
    try {
      new StateFile(state).load(file);
    } finally {
      lock.unlock();
    }
  }
}
