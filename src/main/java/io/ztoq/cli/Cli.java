package io.ztoq.cli;

import io.ztoq.app.Outcome;
import io.ztoq.app.Version;
import java.lang.reflect.Constructor;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;

/** The command {@code ztoq}. */
@Command(
    name = "ztoq",
    description = "Moves a Zephyr Scale project to qTest, exactly once and with proof.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 clean, 1 done with findings, 2 usage or settings, 3 a system refused or is not there,",
      "4 state conflict, 5 stopped and resumable, 70 a bug."
    },
    subcommands = {
      Groups.Migrate.class,
      Groups.Workflow.class,
      Groups.Db.class,
      SchemaCommand.class,
      TenantsCommand.class,
      VerifyTokensCommand.class,
      Groups.Mapping.class,
      ReportCommand.class,
      ReplayCommand.class,
      DoctorCommand.class,
      ServeCommand.class,
      DemoCommand.class,
      SandboxCommand.class
    })
public final class Cli implements Callable<Integer> {

  @Spec CommandSpec spec;

  /** Runs one command and returns what the process answers. */
  public static int run(Surroundings surroundings, String... args) {
    CommandLine line = new CommandLine(new Cli(), new WithSurroundings(surroundings));
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    line.setParameterExceptionHandler(new UsageProblem());
    line.setExecutionExceptionHandler((problem, command, parsed) -> failed(problem, surroundings));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(110);
    abbreviate(line);
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpOptions::text);
    line.setHelpSectionMap(line.getHelpSectionMap());
    return line.execute(args);
  }

  /** The synopsis of a command with thirty options says nothing that their list does not. */
  private static void abbreviate(CommandLine command) {
    command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    command.getSubcommands().values().forEach(Cli::abbreviate);
  }

  private static int failed(Exception problem, Surroundings surroundings) {
    Outcome outcome = Outcome.of(problem);
    surroundings.err().println(outcome.line());
    return outcome.exitCode().status();
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  /** From the jar. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ztoq " + Version.text()};
    }
  }

  /** Makes commands; those that want it get the surroundings. */
  private record WithSurroundings(Surroundings surroundings) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Surroundings.class) {
          return type.cast(constructor.newInstance(surroundings));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
