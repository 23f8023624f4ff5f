package io.ztoq.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** A sub-command of {@code ztoq tenants} whose result comes as text or as JSON. */
abstract class TenantsView extends TenantsAction {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "Form of the result (default: text)")
  SchemaOptions.Format format = SchemaOptions.Format.text;

  TenantsView(Surroundings surroundings) {
    super(surroundings);
  }

  /** Prints JSON when it was asked for, else what {@code text} prints. */
  void show(Object json, Consumer<PrintWriter> text) {
    PrintWriter out = surroundings.out();
    if (format == SchemaOptions.Format.json) {
      out.print(Table.json(json));
    } else {
      text.accept(out);
    }
    out.flush();
  }
}
