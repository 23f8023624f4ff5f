package io.ztoq.cli;

import io.ztoq.app.Inspection;
import io.ztoq.app.RunResult;
import io.ztoq.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one phase alone; the name of the sub-command is the phase. */
@Command(mixinStandardHelpOptions = true)
abstract class PhaseCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final String phase;

  @Mixin RunOptions options;

  PhaseCommand(Surroundings surroundings, String phase) {
    this.surroundings = surroundings;
    this.phase = phase;
  }

  @Override
  public Integer call() {
    Settings settings = Configured.load(surroundings, options.remote.settings, areas());
    RunResult result = new Runs(surroundings).run(settings, "workflow " + phase, List.of(phase));
    after(settings, result, surroundings);
    return Runs.status(result);
  }

  /** Areas of the settings that the phase works with. */
  String[] areas() {
    return new String[] {"zephyr", "qtest", "database", "migration"};
  }

  /** What a phase shows besides the result. */
  void after(Settings settings, RunResult result, Surroundings around) {}

  /** Reads the Zephyr project into the store. */
  @Command(name = "extract", description = "Reads the Zephyr project into the store")
  static final class Extract extends PhaseCommand {
    Extract(Surroundings surroundings) {
      super(surroundings, "extract");
    }
  }

  /** Makes documents for qTest of what is in the store. */
  @Command(
      name = "transform",
      description = "Makes qTest documents of what is in the store; calls nobody")
  static final class Transform extends PhaseCommand {
    Transform(Surroundings surroundings) {
      super(surroundings, "transform");
    }
  }

  /** Writes the planned objects to qTest. */
  @Command(name = "load", description = "Writes the planned objects to qTest")
  static final class Load extends PhaseCommand {
    Load(Surroundings surroundings) {
      super(surroundings, "load");
    }
  }

  /** Reads back from qTest and compares. */
  @Command(name = "validate", description = "Reads back from qTest and compares field by field")
  static final class Validate extends PhaseCommand {

    @Mixin OutputOptions output;

    @Override
    void after(Settings settings, RunResult result, Surroundings around) {
      if (output.file == null && output.format == OutputOptions.Format.text) {
        return;
      }
      try (Inspection inspection = Inspection.open(settings)) {
        output.show(inspection.report(result.runId(), output.format.name()), around.out());
      }
    }

    Validate(Surroundings surroundings) {
      super(surroundings, "validate");
    }
  }
}
