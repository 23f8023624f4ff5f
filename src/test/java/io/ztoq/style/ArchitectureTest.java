package io.ztoq.style;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom (style guide 2.3). The message of a rule is its reason. */
class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.ztoq");

  /**
   * What each package may use of ours, besides itself. Packages that are missing here may use
   * nothing.
   */
  private static final Map<String, String> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("failure", ""),
              Map.entry("canonical", ""),
              Map.entry("call", "failure"),
              Map.entry("mapping", "canonical failure"),
              Map.entry("zephyr", "failure call canonical"),
              Map.entry("qtest", "failure call"),
              Map.entry("settings", "failure"),
              Map.entry("store", "canonical failure schema"),
              Map.entry("schema", "failure"),
              Map.entry("tenancy", "failure schema"),
              Map.entry("run", "store canonical failure"),
              Map.entry("route", "failure call store run"),
              Map.entry("extract", "store run canonical failure call zephyr"),
              Map.entry("transform", "store run canonical failure call zephyr mapping qtest"),
              Map.entry("load", "store run canonical failure call qtest"),
              Map.entry("validate", "store run canonical failure call qtest"),
              Map.entry("rollback", "store run canonical failure call qtest"),
              Map.entry("report", "run store canonical failure"),
              Map.entry("watch", "run store canonical failure call"),
              Map.entry("sandbox", "canonical failure")));

  @TestFactory
  Stream<DynamicTest> everyPackageUsesOnlyWhatItMay() {
    return MAY_USE.entrySet().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getKey(), () -> usesOnly(rule.getKey(), rule.getValue())));
  }

  private static void usesOnly(String name, String others) {
    String[] allowed =
        Stream.concat(
                Stream.of(name),
                Arrays.stream(others.split(" ", -1)).filter(other -> !other.isEmpty()))
            .map(other -> "io.ztoq." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("io.ztoq." + name + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.ztoq..").and(not(resideInAnyPackage(allowed))))
        .because("the flows meet only in the store, and only app wires (decisions/0001)")
        .check(CODE);
  }

  @Test
  void everyPackageHasARule() {
    assertThat(CODE.stream().map(ArchitectureTest::topPackage).distinct())
        .allSatisfy(
            name ->
                assertThat(MAY_USE.keySet().contains(name) || name.matches("app|cli|"))
                    .as(name)
                    .isTrue());
  }

  @Test
  void canonicalAndMappingArePure() {
    classes()
        .that()
        .resideInAnyPackage("..canonical..", "..mapping..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "..canonical..", "..mapping..", "..failure..")
        .because("mapping rules must run, and be tested, without Camel, HTTP or a database")
        .check(CODE);
  }

  @Test
  void camelStaysInRoutesAndSteps() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.ztoq.route..", "io.ztoq.app..")
        .and()
        .haveSimpleNameNotEndingWith("Step")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .because("a step is a plain method; only glue knows Camel")
        .check(CODE);
  }

  @Test
  void sqlStaysInTheStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.ztoq.store..",
            "io.ztoq.schema..",
            "io.ztoq.tenancy..",
            "io.ztoq.run..",
            "io.ztoq.app..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..", "com.zaxxer..")
                .and(not(type(java.sql.SQLException.class))))
        .because(
            "one repository per table family, and nothing else speaks SQL; work of several repositories in one "
                + "transaction may pass its SQLException on")
        .check(CODE);
  }

  @Test
  void settingsAreReadOnlyWhereThingsAreWired() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.ztoq.settings..", "io.ztoq.app..", "io.ztoq.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ztoq.settings..")
        .because("a class says in its constructor what it needs")
        .check(CODE);
  }

  @Test
  void nobodyImportsTheSandboxButTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.ztoq.sandbox..", "io.ztoq.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ztoq.sandbox..")
        .because("the simulation must not lend its assumptions to the product (trap 30)")
        .check(CODE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.ztoq.(*)..").should().beFreeOfCycles().check(CODE);
  }

  private static String topPackage(JavaClass type) {
    String rest = type.getPackageName().substring("io.ztoq".length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.", -1)[0];
  }
}
