package io.ztoq.schema;

import java.util.List;

/**
 * What an apply did.
 *
 * @param applied numbers, in order
 * @param leftOut numbers that are for another environment
 * @param backup where the backup is, empty when none was made
 */
public record ApplyResult(List<String> applied, List<String> leftOut, String backup) {}
