package io.ztoq.cli;

import io.ztoq.schema.Migration;
import io.ztoq.schema.SchemaListener;
import java.io.PrintWriter;

/** Prints a line when a migration begins, and one when it is through. */
final class SchemaProgress implements SchemaListener {

  private final PrintWriter out;
  private final String ending;

  /**
   * @param ending word for a migration that is through
   */
  SchemaProgress(PrintWriter out, String ending) {
    this.out = out;
    this.ending = ending;
  }

  @Override
  public void reached(Step step, Migration migration, String text) {
    if (step == Step.STARTED) {
      line("%s: %s %s".formatted(migration.number(), migration.name(), text));
    } else if (step == Step.DONE) {
      line("%s: %s %s".formatted(migration.number(), ending, text));
    }
  }

  @Override
  public void copied(String place) {
    line("backup: " + place);
  }

  private void line(String text) {
    out.println(text.stripTrailing());
    out.flush();
  }
}
