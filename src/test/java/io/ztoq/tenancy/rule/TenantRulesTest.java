package io.ztoq.tenancy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.ztoq.failure.RunStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** config/tenants.yaml: what it says, and what is wrong with it. */
class TenantRulesTest {

  private static final Path CONFIG = Path.of(System.getProperty("project.dir", "."), "config");

  private static final String GOOD =
      """
      tenants:
        default: default
        target-batch-ms: 50
        slugs:
          default: {name: Default, plan: free}
          acme: {name: Acme, id: a-1, settings: {region: eu}}
      tables:
        users:
          rules:
            - {email-domain: '@Acme.com', tenant: acme, precedence: 3}
          otherwise: quarantine
        test_cases: {follow: [suite_id, other -> suites.key], strict: true}
      """;

  @TempDir private Path folder;

  @Test
  void theShippedFileIsTheGuidesPlanAndFollowsItsSchema() throws IOException {
    TenantRules rules = TenantRules.read(CONFIG.resolve("tenants.yaml"));

    assertThat(rules.defaultTenant().name()).isEqualTo("Default Organization");
    assertThat(rules.hasRules()).isFalse();
    assertThat(rules.speed()).isEqualTo(Speed.USUAL);
    assertThat(rules.tables())
        .extracting(TableRule::table)
        .containsExactly(
            "users", "test_suites", "test_cases", "test_executions", "test_execution_details");
    assertThat(schemaProblems(Files.readString(CONFIG.resolve("tenants.yaml")))).isEmpty();
    assertThat(schemaProblems(GOOD)).isEmpty();
    assertThat(schemaProblems(GOOD.replace("strict", "stricht"))).isNotEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          app.tenant_id => app.tenant_id
          app.tenant_id => tenant
          role: qa_app => rolle: qa_app
          role: qa_app => role: 3
          [username] => 7
          test_executions.executed_by => executed_by
          [tenants, countries] => {a: b}
          """)
  void theSchemaOfTheFileKnowsTheIsolationOfTenantsAsTheReaderDoes(String good, String bad)
      throws IOException {
    String isolation =
        """
        isolation:
          setting: app.tenant_id
          role: qa_app
          unique-per-tenant: {users: [username], test_cases: 'suite_id, name'}
          may-cross: [test_executions.executed_by]
          shared: [tenants, countries]
        """;
    assertThat(isolation).contains(good);
    String text = GOOD + isolation.replace(good, bad);

    boolean same = good.equals(bad);
    assertThat(schemaProblems(text).isEmpty()).isEqualTo(same);
    if (same) {
      assertThat(read(text).isolation().shared()).containsExactlyInAnyOrder("tenants", "countries");
    } else if (!bad.matches("role: 3|7")) {
      assertThatThrownBy(() -> read(text)).isInstanceOf(RunStopped.class);
    }
  }

  @Test
  void everythingIsReadAsItIsWritten() throws IOException {
    TenantRules rules = read(GOOD);

    assertThat(rules.speed().targetBatchMs()).isEqualTo(50);
    assertThat(rules.spec("acme").orElseThrow().id()).isEqualTo("a-1");
    assertThat(rules.tables().get(0).rules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.values()).containsExactly("acme.com");
              assertThat(rule.column()).isEqualTo("email");
              assertThat(rule.precedence()).isEqualTo(3);
              assertThat(rule.place()).endsWith("tenants.yaml:10");
            });
    assertThat(rules.tables().get(1).follow())
        .containsExactly(new Follow("suite_id", null, null), new Follow("other", "suites", "key"));
    assertThat(rules.tables().get(1).strict()).isTrue();
  }

  @Test
  void theIdOfATenantIsTheSameEverywhere() {
    assertThat(TenantSpec.stableId("default")).hasToString("4fa958b9-08e3-5713-85e0-e3a7b47273a9");
    assertThat(TenantSpec.stableId("default").version()).isEqualTo(5);
    assertThat(TenantSpec.stableId("acme")).isNotEqualTo(TenantSpec.stableId("default"));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          target-batch-ms: 50 => target-batch-ms: 0 => tenants.target-batch-ms is '0'; it must be a whole number from 1 to 60000
          target-batch-ms => target-batch => tenants.target-batch is not a known key
          default: default => default: other => tenants.default is 'other', which tenants.slugs does not have
          plan: free => plan: gold => must be one of free, pro, enterprise
          acme: { => Ac_me: { => a slug is made of small letters
          name: Acme, => plan: pro, => tenants.slugs.acme.name is missing
          `a-1` => `'a,1'` => must be an id without a comma
          tenant: acme, => `` => must be a rule with a tenant
          email-domain => column => must be a rule with column and values
          email-domain: '@Acme.com' => sql: 'DELETE FROM users' => must be one query that begins with SELECT or WITH
          email-domain: '@Acme.com' => sql: 'SELECT 1; SELECT 2' => must be one query that begins with SELECT or WITH
          precedence: 3 => precedence: -1 => must be a whole number from 0
          otherwise: quarantine => otherwise: maybe => must be one of quarantine, default
          strict: true => strict: perhaps => must be true or false
          other -> suites.key => a -> b -> c => must be a column, or 'column -> table.column'
          tables: => tabels: => tabels is not a known key
          {name: Default, plan: free} => {name: Default, plan: free => is not YAML
          """)
  void eachMistakeIsToldWithFileAndLine(String good, String bad, String sentence) {
    assertThat(GOOD).contains(good);
    String text = GOOD.replace(good, bad == null ? "" : bad);

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RunStopped.class)
        .hasMessageContaining(sentence)
        .hasMessageMatching("(?s).*tenants\\.yaml:\\d+.*")
        .extracting(problem -> ((RunStopped) problem).exitCode().status())
        .isEqualTo(2);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(() -> read(GOOD.replace("plan: free", "plan: x").replace("true", "maybe")))
        .hasMessageContaining("plan is 'x'")
        .hasMessageContaining("TEN-010 tables.test_cases.strict is 'maybe'");
    assertThatThrownBy(() -> TenantRules.read(folder.resolve("none.yaml")))
        .hasMessageContaining("it does not exist");
    assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
  }

  private TenantRules read(String text) throws IOException {
    return TenantRules.read(Files.writeString(folder.resolve("tenants.yaml"), text));
  }

  private static Set<?> schemaProblems(String yaml) throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Files.readString(CONFIG.resolve("tenants.schema.json")));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(new YAMLMapper().readTree(yaml));
  }
}
