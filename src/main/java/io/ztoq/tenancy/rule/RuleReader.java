package io.ztoq.tenancy.rule;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads config/tenants.yaml; config/tenants.schema.json says the same to editors. */
final class RuleReader {

  private static final String SLUG = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final List<String> PLANS = List.of("free", "pro", "enterprise");
  private static final List<String> STATUSES = List.of("active", "suspended", "trial");
  private static final int MOST = 1_000_000;

  private final Path file;
  private final List<String> problems = new ArrayList<>();

  RuleReader(Path file) {
    this.file = file;
  }

  TenantRules read() {
    String text = text();
    Node root = root(text);
    throwIfAny();
    RuleNode top = new RuleNode(file.toString(), "", root, problems);
    Map<String, RuleNode> areas = top.entries(Set.of("tenants", "tables", "isolation"));
    RuleNode tenants = areas.get("tenants");
    RuleNode tables = areas.get("tables");
    if (tenants == null || tables == null) {
      problems.add("the areas tenants and tables must both be there (%s)".formatted(top.place()));
      throw stopped(problems);
    }
    RuleNode isolation = areas.get("isolation");
    IsolationRules apart =
        isolation == null ? IsolationRules.USUAL : new IsolationReader(isolation).read();
    TenantRules rules = rules(tenants, tables, apart, sha256(text));
    throwIfAny();
    return rules;
  }

  private TenantRules rules(RuleNode area, RuleNode list, IsolationRules isolation, String sha256) {
    Map<String, RuleNode> keys =
        area.entries(
            Set.of(
                "default",
                "when-different",
                "target-batch-ms",
                "first-batch",
                "largest-batch",
                "batches-per-second",
                "slugs"));
    Map<String, TenantSpec> specs = specs(keys);
    String defaultSlug = keys.containsKey("default") ? keys.get("default").text() : "default";
    if (!specs.containsKey(defaultSlug)) {
      problems.add(
          "tenants.default is '%s', which tenants.slugs does not have (%s)"
              .formatted(defaultSlug, keys.getOrDefault("default", area).place()));
    }
    boolean keep =
        keys.containsKey("when-different")
            && keys.get("when-different").oneOf(List.of("refuse", "keep")).equals("keep");
    List<TableRule> tables = new ArrayList<>();
    list.entries().forEach((name, node) -> tables.add(new TableReader(name, node).read()));
    if (tables.isEmpty()) {
      problems.add("tables names no table (%s)".formatted(list.place()));
    }
    return new TenantRules(
        List.copyOf(specs.values()),
        defaultSlug,
        keep,
        speed(keys),
        tables,
        isolation,
        file.toString(),
        sha256);
  }

  private static Speed speed(Map<String, RuleNode> keys) {
    Speed usual = Speed.USUAL;
    return new Speed(
        number(keys, "target-batch-ms", 60_000, usual.targetBatchMs()),
        number(keys, "first-batch", MOST, usual.firstBatch()),
        number(keys, "largest-batch", MOST, usual.largestBatch()),
        number(keys, "batches-per-second", MOST, usual.batchesPerSecond()));
  }

  private static int number(Map<String, RuleNode> keys, String key, int most, int usual) {
    RuleNode node = keys.get(key);
    return node == null ? usual : node.number(1, most);
  }

  private Map<String, TenantSpec> specs(Map<String, RuleNode> keys) {
    Map<String, TenantSpec> specs = new LinkedHashMap<>();
    RuleNode list = keys.get("slugs");
    if (list == null) {
      problems.add("tenants.slugs is missing (%s)".formatted(file));
      return specs;
    }
    list.entries().forEach((slug, node) -> specs.put(slug, spec(slug, node)));
    return specs;
  }

  private TenantSpec spec(String slug, RuleNode node) {
    if (!slug.matches(SLUG)) {
      problems.add(
          "%s: a slug is made of small letters, digits and hyphens, at most 63 (%s)"
              .formatted(node.path(), node.place()));
    }
    Map<String, RuleNode> keys = node.entries(Set.of("id", "name", "plan", "status", "settings"));
    Map<String, String> settings = new LinkedHashMap<>();
    if (keys.containsKey("settings")) {
      keys.get("settings").entries().forEach((key, value) -> settings.put(key, value.text()));
    }
    if (!keys.containsKey("name")) {
      problems.add("%s.name is missing (%s)".formatted(node.path(), node.place()));
    }
    return new TenantSpec(
        slug,
        keys.containsKey("id") ? keys.get("id").text("[^,]+", "an id without a comma") : null,
        keys.containsKey("name") ? keys.get("name").text() : slug,
        keys.containsKey("plan") ? keys.get("plan").oneOf(PLANS) : "free",
        keys.containsKey("status") ? keys.get("status").oneOf(STATUSES) : "active",
        settings);
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      String why =
          Files.exists(file) ? "it is not UTF-8 text, or may not be read" : "it does not exist";
      throw stopped("cannot read %s: %s; name another with --rules".formatted(file, why));
    }
  }

  private Node root(String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root != null) {
        return root;
      }
      throw stopped(
          "%s is empty; config/tenants.yaml of the package shows the form".formatted(file));
    } catch (MarkedYAMLException problem) {
      int line = problem.getProblemMark() == null ? 1 : problem.getProblemMark().getLine() + 1;
      throw stopped("%s:%d is not YAML: %s".formatted(file, line, problem.getProblem()));
    } catch (YAMLException problem) {
      throw stopped("%s is not YAML: %s".formatted(file, problem.getMessage()));
    }
  }

  private void throwIfAny() {
    if (!problems.isEmpty()) {
      throw stopped(problems);
    }
  }

  private static RunStopped stopped(List<String> problems) {
    return stopped(String.join(System.lineSeparator() + "TEN-010 ", problems));
  }

  private static RunStopped stopped(String message) {
    return new RunStopped(ExitCode.USAGE, "TEN-010", message);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
