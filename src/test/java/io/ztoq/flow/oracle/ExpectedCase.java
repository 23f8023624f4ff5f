package io.ztoq.flow.oracle;

import java.util.List;

/**
 * A case as it must stand.
 *
 * @param module marker of its module
 */
record ExpectedCase(SourceCase source, String module, String priority, List<ExpectedStep> steps) {}
