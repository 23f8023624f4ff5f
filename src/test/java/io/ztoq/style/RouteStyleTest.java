package io.ztoq.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The limits of YAML (style guide 2.5), for every file in routes/; and each rule seen failing once.
 */
class RouteStyleTest {

  private static final Path ROUTES = Path.of(System.getProperty("project.dir", "."), "routes");

  private static final String GOOD =
      """
      # TEST   a record  ->  somewhere
      # In:   nothing.   Out: nothing.
      - route:
          id: move-record
          description: Moves one record to where it belongs
          from:
            uri: direct:move-record
            steps:
              - setBody:
                  expression:
                    simple:
                      expression: "${body.id}"
              - to:
                  uri: direct:call-qtest
      """;

  @Test
  void everyRouteFileFollowsTheRules() throws IOException {
    List<Path> files = files();
    Set<String> ids = new HashSet<>();
    for (Path file : files) {
      ids.addAll(RouteRules.routeIds(new Yaml().<List<Object>>load(Files.readString(file))));
    }

    List<String> violations =
        files.stream()
            .flatMap(file -> violations(ROUTES.relativize(file).toString(), read(file), ids))
            .toList();

    assertThat(files).isNotEmpty();
    assertThat(violations).isEmpty();
  }

  @Test
  void camelLoadsARouteFromEveryFileAndNoIdTwice() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Set<String> before = new HashSet<>();
      for (Path file : files()) {
        PluginHelper.getRoutesLoader(context)
            .loadRoutes(ResourceHelper.resolveResource(context, "file:" + file));
        List<String> loaded =
            context.getRouteDefinitions().stream().map(RouteDefinition::getRouteId).toList();

        assertThat(loaded)
            .as("%s gives routes of its own", file)
            .hasSizeGreaterThan(before.size())
            .doesNotHaveDuplicates();
        before.addAll(loaded);
      }
    }
  }

  @Test
  void acceptsAGoodFile() {
    assertThat(planted("", "")).isEmpty();
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          # In:   nothing => # nothing => begins with two comment lines
          Out: nothing => nothing => begins with two comment lines
          id: move-record => id: moveRecord => verb-object in kebab-case
          id: move-record => id: move-records => starts from direct:move-record
          id: move-record => id: move-records => the first route is called like the file
          description: Moves one record to where it belongs => group: g => has no description
          direct:call-qtest => direct:call-qtset => which no route has
          setBody: => script: => uses script
          simple: => groovy: => uses groovy
          - to: => - toD: => uses toD
          `- to:\\n            uri: direct:call-qtest` => `- process:\\n            ref: x` => uses process
          "${body.id}" => "select id from a" => holds SQL
          `"${body.id}"` => `|\\n                  a\\n                  b` => more than read one value
          "${body.id}" => "${bean:x?method=y}" => more than read one value
          `simple:\\n                expression: "${body.id}"` => `simple: "${body.id}"` => in short form
          setBody: => onException: => configures retry itself
          - route: => - beans: => holds something that is no route
          - route: => routes: => holds no list
          """)
  void seesEachRuleBroken(String good, String bad, String sentence) {
    List<String> violations = planted(good.replace("\\n", "\n"), bad.replace("\\n", "\n"));

    assertThat(violations).anyMatch(violation -> violation.contains(sentence));
  }

  @Test
  void seesTooManyEndpointsAndLines() {
    String call = "        - to:\n            uri: direct:call-qtest\n";

    assertThat(
            violations("move-record.camel.yaml", GOOD + call.repeat(8), Set.of("call-qtest"))
                .toList())
        .anyMatch(violation -> violation.contains("has 9 endpoints"));
    assertThat(
            violations("move-record.camel.yaml", GOOD + "#\n".repeat(150), Set.of("call-qtest"))
                .toList())
        .anyMatch(violation -> violation.contains("more than 150 lines"));
  }

  private static List<String> planted(String good, String bad) {
    assertThat(GOOD).contains(good);
    return violations("move-record.camel.yaml", GOOD.replace(good, bad), Set.of("call-qtest"))
        .toList();
  }

  private static Stream<String> violations(String name, String text, Set<String> ids) {
    return new RouteRules(name, ids).check(text).stream();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(ROUTES)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
  }
}
