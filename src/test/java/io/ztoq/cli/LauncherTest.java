package io.ztoq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, beside a jar that refers to the classes under test. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final Path PROJECT =
      Path.of(System.getProperty("project.dir", ".")).toAbsolutePath();

  private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;

  @TempDir private Path folder;

  @BeforeEach
  void install() throws IOException {
    Path home = Files.createDirectories(folder.resolve("a folder"));
    Files.copy(PROJECT.resolve("ztoq"), home.resolve("ztoq"));
    assertThat(home.resolve("ztoq").toFile().setExecutable(true)).isTrue();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.ztoq.Ztoq");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
    try (OutputStream out = Files.newOutputStream(home.resolve("ztoq.jar"));
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.flush();
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  @Test
  void startsFromAnyFolderThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("a folder/ztoq"));

    Answer answer = run(Map.of(), link.toString(), "--version");

    assertThat(answer.text()).startsWith("ztoq ");
    assertThat(answer.code()).isZero();
  }

  @Test
  void handsOverTheExitCode() throws Exception {
    assertThat(run(Map.of(), folder.resolve("a folder/ztoq").toString(), "no-such-command").code())
        .isEqualTo(2);
  }

  @Test
  void passesOptionsToTheJvm() throws Exception {
    Answer answer =
        run(
            Map.of("ZTOQ_OPTS", "-XshowSettings:properties"),
            folder.resolve("a folder/ztoq").toString(),
            "--version");

    assertThat(answer.text()).contains("ztoq.home = " + folder.resolve("a folder").toRealPath());
  }

  @Test
  void findsDriversOfFurtherDatabases() throws Exception {
    Path home = folder.resolve("a folder");
    Path drivers = Files.createDirectories(home.resolve("drivers"));
    Files.copy(home.resolve("ztoq.jar"), drivers.resolve("some-driver.jar"));

    Answer answer =
        run(
            Map.of("ZTOQ_OPTS", "-XshowSettings:properties", "ZTOQ_CLASSPATH", "/opt/other.jar"),
            home.resolve("ztoq").toString(),
            "--version");

    assertThat(answer.text())
        .contains(drivers.toRealPath().resolve("some-driver.jar").toString(), "/opt/other.jar");
    assertThat(answer.code()).isZero();
  }

  @Test
  void saysWhatToDoWithoutJava() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("bin"));
    for (String tool : new String[] {"dirname", "sed", "head", "find", "readlink"}) {
      Files.createSymbolicLink(empty.resolve(tool), tool(tool));
    }

    Answer answer =
        run(
            Map.of("PATH", empty.toString(), "JAVA_HOME", ""),
            folder.resolve("a folder/ztoq").toString(),
            "--version");

    assertThat(answer.text()).contains("no Java found; install a JDK 17 or newer");
    assertThat(answer.code()).isEqualTo(2);
  }

  /** What runs is never written to: a running process reads classes from its jar until it ends. */
  @Test
  void onlyChangedSourcesAreBuiltAndTheJarIsReplacedNotRewritten() throws Exception {
    Path home = sourceFolder();
    String launcher = home.resolve("ztoq").toString();

    assertThat(run(Map.of(), launcher, "--version").text()).contains("building ztoq, ", "ztoq ");
    Object first = fileKey(home);
    Files.writeString(home.resolve("config/mappings/values.yaml"), "values:\n");
    Files.writeString(home.resolve("routes/a.camel.yaml"), "[]\n");
    Answer edited = run(Map.of(), launcher, "--version");
    Object second = fileKey(home);
    Files.writeString(home.resolve("src/main/A.java"), "class A { }");
    Answer changed = run(Map.of(), launcher, "--version");
    Object third = fileKey(home);
    Files.writeString(home.resolve("pom.xml"), "<project/> ");
    Files.copy(folder.resolve("a folder/built.jar"), home.resolve("target/ztoq.jar"), REPLACE);
    Answer builtByMaven = run(Map.of(), launcher, "--version");

    assertThat(edited.text()).startsWith("ztoq ");
    assertThat(second).isEqualTo(first);
    assertThat(changed.text()).contains("building ztoq, ");
    assertThat(third).isNotEqualTo(second);
    assertThat(builtByMaven.text()).startsWith("ztoq ");
    assertThat(fileKey(home)).isNotEqualTo(third);
    assertThat(home.resolve("builds.txt")).hasContent("build\nbuild\n");
    assertThat(home.resolve("target").toFile().list((target, name) -> name.endsWith(".jar")))
        .containsExactlyInAnyOrder("ztoq.jar", "ztoq-launched.jar");
  }

  /** The launcher in a source folder; its Maven only copies the jar and counts. */
  private Path sourceFolder() throws IOException {
    Path home = folder.resolve("a folder");
    Files.move(home.resolve("ztoq.jar"), home.resolve("built.jar"));
    for (String part : new String[] {"config/mappings", "routes", "src/main", "target"}) {
      Files.createDirectories(home.resolve(part));
    }
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Path maven = home.resolve("mvnw");
    Files.writeString(
        maven, "#!/bin/sh\necho build >> builds.txt\ncat built.jar > target/ztoq.jar\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    return home;
  }

  private static Object fileKey(Path home) throws IOException {
    Path jar = home.resolve("target/ztoq-launched.jar");
    return Files.readAttributes(jar, BasicFileAttributes.class).fileKey();
  }

  @Test
  void theLauncherOfWindowsStartsJavaWithTheSameOptions() throws IOException {
    String windows = Files.readString(PROJECT.resolve("ztoq.cmd"));

    assertThat(javaOptions(windows))
        .isEqualTo(javaOptions(Files.readString(PROJECT.resolve("ztoq"))));
    assertThat(words(windows, "goto (\\w+)")).isEqualTo(words(windows, "(?m)^:(\\w+)"));
  }

  private static Set<String> javaOptions(String launcher) {
    return words(launcher, "(-X[\\w:+=]+|-D[\\w.]+|--enable-[\\w=-]+|-cp|io\\.ztoq\\.Ztoq)");
  }

  private static Set<String> words(String launcher, String pattern) {
    return Pattern.compile(pattern)
        .matcher(launcher)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Path tool(String name) {
    Path inBin = Path.of("/bin", name);
    return Files.exists(inBin) ? inBin : Path.of("/usr/bin", name);
  }

  private record Answer(int code, String text) {}

  private Answer run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }
}
