package io.ztoq.schema;

import java.util.List;

/**
 * What a rollback did.
 *
 * @param rolledBack numbers, newest first
 * @param lost what was lost with them
 * @param declined the user said no, nothing was changed
 * @param backup where the backup is, empty when none was made
 */
public record RollbackResult(
    List<String> rolledBack, List<RollbackLoss> lost, boolean declined, String backup) {}
