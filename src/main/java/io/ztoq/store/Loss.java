package io.ztoq.store;

/**
 * Something that could not be carried over as it is.
 *
 * @param entity canonical table, e.g. {@code TestCase}
 * @param field of the source object
 * @param kind one word of docs/mapping.md, e.g. {@code orphan-folder}
 * @param keptInstead what stands in qTest, or where the value stays
 */
public record Loss(
    String entity,
    String sourceKey,
    String field,
    String kind,
    Severity severity,
    String keptInstead) {

  /** How much a reader should care. */
  public enum Severity {
    /** The content is there in another form. */
    INFO,
    /** Some content is not in qTest; it stays in the store. */
    WARNING,
    /** Content is in neither. */
    ERROR
  }
}
