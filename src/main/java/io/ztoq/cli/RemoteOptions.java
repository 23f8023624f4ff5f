package io.ztoq.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that speak with Zephyr Scale and qTest. */
final class RemoteOptions {

  @Mixin SettingsOptions settings;

  @Option(
      names = "--zephyr-base-url",
      paramLabel = "URL",
      description = "Base URL of Zephyr Scale, ends with /v2")
  void zephyrBaseUrl(@Nullable String value) {
    settings.put("zephyr.base-url", value, "--zephyr-base-url");
  }

  @Option(
      names = "--zephyr-token",
      paramLabel = "env:NAME|file:PATH",
      converter = Secret.Reference.class,
      description = "Where the token of Zephyr Scale is")
  void zephyrToken(@Nullable Secret value) {
    settings.putSecret("zephyr.api-token", value, "--zephyr-token");
  }

  @Option(names = "--qtest-base-url", paramLabel = "URL", description = "Address of the qTest site")
  void qtestBaseUrl(@Nullable String value) {
    settings.put("qtest.base-url", value, "--qtest-base-url");
  }

  @Option(
      names = "--qtest-project-id",
      paramLabel = "NUMBER",
      description = "Number of the qTest project")
  void qtestProjectId(@Nullable String value) {
    settings.put("qtest.project-id", value, "--qtest-project-id");
  }

  @Option(
      names = "--qtest-token",
      paramLabel = "env:NAME|file:PATH",
      converter = Secret.Reference.class,
      description = "Where the bearer token of qTest is")
  void qtestToken(@Nullable Secret value) {
    settings.putSecret("qtest.bearer-token", value, "--qtest-token");
  }

  @Option(
      names = "--qtest-username",
      paramLabel = "NAME",
      description = "Login name, when there is no token")
  void qtestUsername(@Nullable String value) {
    settings.put("qtest.username", value, "--qtest-username");
  }

  @Option(
      names = "--qtest-password",
      paramLabel = "env:NAME|file:PATH",
      converter = Secret.Reference.class,
      description = "Where the password of the login name is")
  void qtestPassword(@Nullable Secret value) {
    settings.putSecret("qtest.password", value, "--qtest-password");
  }
}
