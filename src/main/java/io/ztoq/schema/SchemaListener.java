package io.ztoq.schema;

/** Is told how far a command is. */
public interface SchemaListener {

  /** Hears nothing. */
  SchemaListener NONE = (step, migration, text) -> {};

  /** What was reached, in this order. */
  enum Step {
    /** The journal says that it is begun. */
    STARTED,
    /** A statement or a batch was run. */
    STATEMENT,
    /** The rows are written, nothing is committed yet. */
    RECORDED,
    /** Committed. */
    DONE
  }

  /**
   * @param text what was done, for users; empty when the step says all
   */
  void reached(Step step, Migration migration, String text);

  /**
   * A backup was made, nothing is changed yet.
   *
   * @param place where it is
   */
  default void copied(String place) {}
}
