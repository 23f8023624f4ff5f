package io.ztoq.flow.oracle;

/**
 * A place in the flattened steps of a case: where calls are replaced by the steps of what they
 * call.
 *
 * @param path orders of the steps from the case down to this one, such as {@code 2/1}
 * @param step what stands there
 */
record FlatStep(String path, ExpectedStep step) {}
